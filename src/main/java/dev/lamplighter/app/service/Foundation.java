package dev.lamplighter.app.service;

import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.alert.AlertOutbox;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * What the features are built on.
 *
 * @param alerts in the state database
 * @param setAside what can't be used; a feature tells there what it does without
 */
record Foundation(
        Settings settings,
        AwsClients aws,
        DataSource database,
        AlertOutbox alerts,
        InstantSource clock,
        SetAside setAside) {
    Foundation(Settings settings, AwsClients aws, DataSource database, InstantSource clock) {
        this(settings, aws, database, new AlertOutbox(database, clock), clock, new SetAside());
    }

    Foundation with(Settings others) {
        return new Foundation(others, aws, database, alerts, clock, setAside);
    }
}
