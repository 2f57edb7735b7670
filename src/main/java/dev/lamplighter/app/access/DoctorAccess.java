package dev.lamplighter.app.access;

import dev.lamplighter.app.doctor.Doctor;
import dev.lamplighter.app.doctor.DoctorReport;
import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.CostsFeature;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.athena.RouteCall;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a command access to a doctor: in the running service, whose user and credentials count, or in this process with the
 * same routes.
 */
public final class DoctorAccess {
    private DoctorAccess() {}

    /**
     * Finds the service.
     *
     * @return empty when none runs with this state folder
     * @throws dev.lamplighter.base.ProblemException when one runs and can't be reached
     */
    public static Optional<VerbInvoker> running(Configuration configuration) {
        return RunningService.find(configuration.stateFolder()).map(VerbInvoker.class::cast);
    }

    /** Makes a doctor in this process. It leaves the state alone, and begins routes only when one is asked. */
    public static VerbInvoker here(Configuration configuration) {
        Here here = new Here(configuration);
        Doctor doctor = new Doctor(configuration, here::aws, here, InstantSource.system(), false);
        return new LocalVerbs(new Verbs(DoctorReport.verbs(doctor)), here::close);
    }

    /** The clients and the cost routes of this process, made when they are first needed. */
    private static final class Here implements RouteCall {
        private final Configuration configuration;
        private final StateDatabase database = StateDatabase.inMemory();
        private @Nullable AwsClients aws;
        private @Nullable CostsFeature costs;
        private @Nullable LocalRoutes routes;

        Here(Configuration configuration) {
            this.configuration = configuration;
        }

        AwsClients aws() {
            if (aws == null) {
                aws = AwsClients.connect(configuration.settings());
            }
            return aws;
        }

        @Override
        public <T> T ask(String route, Object body, Class<T> reply) {
            if (costs == null) {
                ServiceContext serviceContext =
                        new ServiceContext(configuration, aws(), database.dataSource(), InstantSource.system());
                CostsFeature made = new CostsFeature(serviceContext, (from, to) -> List.of());
                LocalRoutes local = new LocalRoutes(configuration, serviceContext, made.beans());
                made.routes().attach(local::context);
                costs = made;
                routes = local;
            }
            return costs.routes().ask(route, body, reply);
        }

        void close() {
            if (routes != null) {
                routes.close();
            }
            if (costs != null) {
                costs.close();
            }
            if (aws != null) {
                aws.close();
            }
            database.close();
        }
    }
}
