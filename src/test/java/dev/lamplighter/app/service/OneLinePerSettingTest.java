package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every setting with a value that none takes: {@code check} says at most one line, and with costs on as with costs off. */
final class OneLinePerSettingTest {
    private static final InstallDirectory HOME =
            new InstallDirectory(Path.of("").toAbsolutePath());
    private static final List<String> COSTS = List.of(
            "cost.enabled=true",
            "cost.source=s3://reports/cur",
            "cost.target=s3://lake/costs",
            "cost.report-name=hourly",
            "cost.athena.database=costs",
            "cost.athena.output=s3://lake/results/",
            "light.source.production.region=eu-central-1",
            "light.check.web.type=http",
            "light.check.web.tag=web",
            "light.check.web.url=http://{privateIp}/");

    /** Settings that hold any text. */
    private static final String WRONG = "\u20ac ?";

    @TempDir
    private Path folder;

    private List<Problem> told(String key) throws IOException {
        Path costs = Files.write(folder.resolve("costs.properties"), COSTS);
        Path wrong = Files.writeString(folder.resolve("wrong.properties"), key + "=" + WRONG + "\n");
        ConfigurationDryRun.Findings found =
                new ConfigurationDryRun(Configuration.load(HOME, List.of(costs, wrong))).findings();
        return Stream.concat(found.problems().stream(), found.remarks().stream())
                .toList();
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(Configuration.defaults().keySet());
        keys.removeIf(key -> key.startsWith("camel.")); // which Camel reads
        keys.addAll(List.of(
                "light.source.production.region",
                "light.source.production.role-arn",
                "light.source.production.external-id",
                "light.check.web.type",
                "light.check.web.url",
                "light.check.web.status",
                "light.check.web.period",
                "light.check.web.timeout",
                "light.check.web.fails-after",
                "health.quiet-at-most.mine",
                "panel.pin.web"));
        return keys;
    }

    @Test
    void aWrongValueIsOneLineWithItsPlace() throws IOException {
        assertThat(told("alerts.period")).hasSize(1);
        Map<String, List<String>> several = new TreeMap<>();
        int refused = 0;
        for (String key : keys()) {
            List<Problem> told = told(key);
            List<String> lines = told.stream().map(Problem::line).toList();
            if (lines.size() > 1 || lines.stream().anyMatch(line -> !line.contains("wrong.properties:1"))) {
                several.put(key, lines);
            }
            refused += lines.isEmpty() ? 0 : 1;
        }

        assertThat(several).isEmpty();
        assertThat(refused).isGreaterThan(60);
    }
}
