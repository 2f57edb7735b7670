package dev.lamplighter.app.service;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.alert.AlertOutbox;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * What the features are built on.
 *
 * @param alerts in the state database
 */
record Foundation(Settings settings, AwsClients aws, DataSource database, AlertOutbox alerts, InstantSource clock) {
    Foundation(Settings settings, AwsClients aws, DataSource database, InstantSource clock) {
        this(settings, aws, database, new AlertOutbox(database, clock), clock);
    }

    Foundation with(Settings others) {
        return new Foundation(others, aws, database, alerts, clock);
    }
}
