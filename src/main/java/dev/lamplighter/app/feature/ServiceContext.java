package dev.lamplighter.app.feature;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * Holds what all features are built on: settings, clients, database, clocks.
 *
 * @param alerts the outbox in the state database
 * @param setAside what can't be used; a feature adds there what it has set aside
 * @param file in which the state database lies
 * @param leases which of several copies of the service may act
 */
public record ServiceContext(
        Settings settings,
        AwsClients aws,
        DataSource database,
        AlertOutbox alerts,
        InstantSource clock,
        SetAside setAside,
        StateFileIntegrity file,
        Leases leases) {
    /** Makes one for a database without a file. */
    public ServiceContext(Settings settings, AwsClients aws, DataSource database, InstantSource clock) {
        this(
                settings,
                aws,
                database,
                new AlertOutbox(database, clock),
                clock,
                new SetAside(),
                StateFileIntegrity.SOUND,
                Leases.sole());
    }

    /** Makes one that also has the settings that can't be used. */
    public ServiceContext(Configuration configuration, AwsClients aws, DataSource database, InstantSource clock) {
        this(
                configuration.settings(),
                aws,
                database,
                new AlertOutbox(database, clock),
                clock,
                configuration.setAside(),
                StateFileIntegrity.SOUND,
                Leases.sole());
    }

    /** Makes one for the state of the service; raises the alert if state was lost. Without it, windows and costs are set aside. */
    public static ServiceContext on(
            ServiceState state, Configuration configuration, AwsClients aws, InstantSource clock) {
        DataSource ofAlerts =
                state.away().map(away -> away.database().dataSource()).orElse(state.dataSource());
        AlertOutbox alerts = new AlertOutbox(ofAlerts, clock, state.leases().named(Lease.ALERTS)::isHeld);
        SetAside setAside = configuration.setAside();
        Settings settings = configuration.settings();
        state.away().ifPresent(away -> {
            setAside.stop(SetAside.WINDOWS, away.problem());
            if (settings.flag("cost.enabled", false)) {
                setAside.stop(SetAside.COSTS, away.problem());
            }
        });
        return new ServiceContext(
                settings,
                aws,
                state.dataSource(),
                alerts,
                clock,
                setAside,
                state.away().isPresent() ? state.file() : StateLossAlert.of(state.file(), alerts),
                state.leases());
    }

    public ServiceContext with(Settings others) {
        return new ServiceContext(others, aws, database, alerts, clock, setAside, file, leases);
    }
}
