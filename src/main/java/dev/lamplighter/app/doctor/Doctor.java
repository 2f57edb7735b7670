package dev.lamplighter.app.doctor;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.LightFeature;
import dev.lamplighter.app.http.HttpSettings;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.PanelDrivers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Looks at everything that has to be right around the service and that no file says: this machine, the credentials, each
 * right. It runs in the service's own process where one runs, because another user has other credentials and groups.
 */
public final class Doctor {
    private static final Path ROOT = Path.of("/");

    private final Configuration configuration;
    private final Settings settings;
    private final Path state;
    private final Supplier<AwsClients> aws;
    private final RouteCall costRoutes;
    private final InstantSource clock;
    private final boolean isService;

    /**
     * Makes one.
     *
     * @param aws gives clients that somebody else closes; throws a problem where none can be made
     * @param costRoutes the running cost routes
     * @param isService whether this process is the service
     */
    public Doctor(
            Configuration configuration,
            Supplier<AwsClients> aws,
            RouteCall costRoutes,
            InstantSource clock,
            boolean isService) {
        this.configuration = configuration;
        this.settings = configuration.settings();
        this.state = configuration.stateFolder();
        this.aws = aws;
        this.costRoutes = costRoutes;
        this.clock = clock;
        this.isService = isService;
    }

    /**
     * Looks at everything.
     *
     * @param spends whether a statement of Athena may be run and CloudWatch be asked for a value
     */
    public List<Finding> findings(boolean spends) {
        OsUser user = OsUser.in(ROOT);
        List<Finding> findings = new ArrayList<>(new MachineExamination(state, user, isService).findings());
        findings.add(panel(user));
        findings.add(port());
        findings.addAll(aws(user, spends));
        return findings;
    }

    private Finding panel(OsUser user) {
        try {
            PanelSettings panel = PanelSettings.of(settings);
            ChosenPanel chosen =
                    PanelDrivers.onlyLooking(LightFeature.surroundings()).choose(panel);
            return new PanelDeviceExamination(ROOT, user)
                    .finding(chosen.type(), chosen.reason(), panel.led().wiring());
        } catch (ProblemException e) {
            return Finding.fail("panel", e.problem());
        }
    }

    private Finding port() {
        try {
            HttpSettings http = HttpSettings.of(settings);
            return PortExamination.finding(http.port(), http.tokenFile(), isService);
        } catch (ProblemException e) {
            return Finding.fail("http.port", e.problem());
        }
    }

    private List<Finding> aws(OsUser user, boolean spends) {
        AwsClients.useProfile(settings);
        try (DefaultCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build()) {
            Finding identity = CredentialsExamination.finding(credentials, () -> AwsClients.sts(settings), user.name());
            if (identity.state() != Finding.State.OK) {
                return List.of(identity, Finding.untried("rights in AWS", "without an identity there are none"));
            }
            List<Finding> findings = new ArrayList<>(List.of(identity));
            AwsClients clients = aws.get();
            findings.addAll(new Ec2Examination(settings, state, clients, clock).findings(spends));
            findings.addAll(new CdnRights(configuration.home().routes()).findings());
            if (settings.flag("cost.enabled", false)) {
                findings.addAll(costs(clients, credentials, spends));
            }
            findings.add(ClockExamination.finding(clients.time(), clock, System::nanoTime));
            return findings;
        } catch (ProblemException e) {
            return List.of(Finding.fail("aws", e.problem()), Finding.untried("rights in AWS", "see the line before"));
        }
    }

    private List<Finding> costs(AwsClients clients, AwsCredentialsProvider credentials, boolean spends) {
        GlueCall glue = new GlueCall(AwsClients.region(settings), credentials);
        return new CostRights(settings, clients, glue, costRoutes).findings(spends);
    }
}
