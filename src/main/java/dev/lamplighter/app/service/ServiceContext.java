package dev.lamplighter.app.service;

import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.StateFile;
import dev.lamplighter.base.alert.AlertOutbox;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * The parts that the features are built on.
 *
 * @param alerts the outbox in the state database
 * @param setAside what can't be used; a feature adds there what it has set aside
 * @param file in which the state database lies
 */
record ServiceContext(
        Settings settings,
        AwsClients aws,
        DataSource database,
        AlertOutbox alerts,
        InstantSource clock,
        SetAside setAside,
        StateFile file) {
    /** With a database without a file. */
    ServiceContext(Settings settings, AwsClients aws, DataSource database, InstantSource clock) {
        this(settings, aws, database, new AlertOutbox(database, clock), clock, new SetAside(), StateFile.SOUND);
    }

    /** The same, with the register of what can't be used of the configuration. */
    ServiceContext(Configuration configuration, AwsClients aws, DataSource database, InstantSource clock) {
        this(
                configuration.settings(),
                aws,
                database,
                new AlertOutbox(database, clock),
                clock,
                configuration.setAside(),
                StateFile.SOUND);
    }

    /** With the state database, and the alert if it has lost state. */
    static ServiceContext on(StateDatabase state, Configuration configuration, AwsClients aws, InstantSource clock) {
        AlertOutbox alerts = new AlertOutbox(state.dataSource(), clock);
        return new ServiceContext(
                configuration.settings(),
                aws,
                state.dataSource(),
                alerts,
                clock,
                configuration.setAside(),
                StateLossAlert.of(state, alerts));
    }

    ServiceContext with(Settings others) {
        return new ServiceContext(others, aws, database, alerts, clock, setAside, file);
    }
}
