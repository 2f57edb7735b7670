package dev.lamplighter.app.command;

import dev.lamplighter.app.access.AlertsAccess;
import dev.lamplighter.app.access.DoctorAccess;
import dev.lamplighter.app.access.VerbInvoker;
import dev.lamplighter.app.doctor.DoctorReport;
import dev.lamplighter.app.doctor.Finding;
import dev.lamplighter.app.message.MessageSettings;
import dev.lamplighter.app.service.ConfigurationDryRun;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries everything that has to be right before the service can do its work: {@code lamplighter doctor}. */
@Command(
        name = "doctor",
        description = {
            "Does all that check does, and tries this machine, the credentials and each right in AWS that the settings"
                    + " need; one line each, and the policy that is missing.",
            "Changes nothing: EC2 is asked by DryRun, an upload is begun and aborted. What can't be tried so is"
                    + " untried."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all well, or untried", "1:something to look at", "2:something fails; usage"})
public final class DoctorCommand implements Callable<Integer> {
    private static final String SETTINGS = "settings";
    private static final String ALERTS = "alerts";

    @Mixin
    private ServiceMixin service = new ServiceMixin();

    @Option(
            names = "--spend",
            description = {
                "Has Athena run SELECT 1, and CloudWatch asked for a value where a slot has scale; both bill next to"
                        + " nothing."
            })
    private boolean spend;

    @Option(names = "--send", description = "Sends a test message by mail and web hook, as far as they are set.")
    private boolean send;

    @Option(names = "--json", description = "As one object of JSON, see docs/reference/json.md.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = service.configuration();
        List<Finding> findings = new ArrayList<>(settings(configuration));
        findings.addAll(examined(configuration));
        findings.add(messages(configuration));
        DoctorReport report = new DoctorReport(findings);
        if (json) {
            service.out().println(JsonAnswer.with(report.json(), List.of()));
        } else {
            report.lines().forEach(service.out()::println);
        }
        service.out().flush();
        return report.exitCode();
    }

    private static List<Finding> settings(Configuration configuration) {
        ConfigurationDryRun.Findings found = new ConfigurationDryRun(configuration).findings();
        List<Finding> findings = new ArrayList<>();
        found.problems().forEach(problem -> findings.add(Finding.fail(SETTINGS, problem)));
        found.remarks().forEach(remark -> findings.add(Finding.warn(SETTINGS, remark)));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(SETTINGS, "settings, windows, queries and routes can be read"));
        }
        return findings;
    }

    /** What the running service finds; what this process finds where none runs, or where it can't be reached. */
    private List<Finding> examined(Configuration configuration) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Optional<VerbInvoker> running = Optional.empty();
        try {
            running = DoctorAccess.running(configuration);
        } catch (ProblemException e) {
            findings.add(Finding.warn("service", e.problem()));
        }
        try (VerbInvoker verbs = running.orElseGet(() -> DoctorAccess.here(configuration))) {
            List<String> answer = verbs.work("doctor-json", Map.of("spend", Boolean.toString(spend)));
            findings.addAll(DoctorReport.of(String.join("\n", answer)).findings());
        } catch (ProblemException e) {
            findings.add(Finding.fail("service", e.problem()));
        }
        return findings;
    }

    private Finding messages(Configuration configuration) throws IOException {
        if (!MessageSettings.of(configuration.settings()).isAny()) {
            return Finding.ok(ALERTS, "neither mail nor web hook is set: alerts are in the log and the status alone");
        }
        if (!send) {
            return Finding.untried(ALERTS, "mail and web hook; --send sends a message");
        }
        List<String> lines;
        try (VerbInvoker verbs = AlertsAccess.open(configuration)) {
            lines = verbs.work("alerts test", Map.of());
        } catch (ProblemException e) {
            return Finding.fail(ALERTS, e.problem());
        }
        return lines.stream()
                .filter(Problem::isLine)
                .findFirst()
                .map(line -> Finding.failed(ALERTS, line))
                .orElseGet(() -> Finding.ok(ALERTS, String.join("; ", lines)));
    }
}
