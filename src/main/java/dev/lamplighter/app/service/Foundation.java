package dev.lamplighter.app.service;

import dev.lamplighter.base.Settings;
import java.time.InstantSource;
import javax.sql.DataSource;

/** What the features are built on. */
record Foundation(Settings settings, AwsClients aws, DataSource database, InstantSource clock) {
    Foundation with(Settings others) {
        return new Foundation(others, aws, database, clock);
    }
}
