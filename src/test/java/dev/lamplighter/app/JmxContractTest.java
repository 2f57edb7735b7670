package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.health.RouteOutcomeMetricsMXBean;
import dev.lamplighter.app.status.ServiceMXBean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/reference/jmx.md against what is shown. */
final class JmxContractTest {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\| `(\\w+)` \\| (int|long|Map) \\| .*");

    private static Map<String, String> told(String heading) throws IOException {
        String text = Files.readString(Path.of("docs/reference/jmx.md"));
        String section = text.substring(text.indexOf(heading) + heading.length());
        section = section.substring(0, section.indexOf("\n## "));
        Map<String, String> told = new TreeMap<>();
        Matcher rows = ATTRIBUTE.matcher(section);
        while (rows.find()) {
            told.put(rows.group(1), rows.group(2));
        }
        return told;
    }

    private static Map<String, String> shown(Class<?> bean) {
        return Arrays.stream(bean.getMethods())
                .collect(Collectors.toMap(
                        method -> method.getName().substring("get".length()),
                        method -> method.getReturnType().getSimpleName(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @Test
    void everyNumberIsToldWithItsTypeAndNoOther() throws IOException {
        assertThat(told("type=Service")).isEqualTo(shown(ServiceMXBean.class)).hasSize(10);
        assertThat(told("type=Route,name="))
                .isEqualTo(shown(RouteOutcomeMetricsMXBean.class))
                .hasSize(2);
    }
}
