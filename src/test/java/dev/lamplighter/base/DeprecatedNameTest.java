package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of an old name, and which names a template and a route need. */
final class DeprecatedNameTest {
    @Test
    void theWarningSaysWhatHasReplacedItAndWhatElseIsDifferent() {
        DeprecatedName plain = new DeprecatedName(DeprecatedName.Kind.KEY, "a.old", "a.new", "0.1", "");
        DeprecatedName noted =
                new DeprecatedName(DeprecatedName.Kind.QUERY, "old", "new", "0.1", "it has more columns");

        assertThat(plain.warning("here").line())
                .endsWith(
                        "here  old key a.old: a.new has replaced it; this version is the last that reads it; fix: write"
                                + " a.new instead");
        assertThat(noted.warning("here").line())
                .endsWith("here  old query old: new has replaced it: it has more columns; this version is the last that"
                        + " reads it; fix: write new instead");
    }

    @Test
    void theOldNamesOfSomethingAreFound() {
        assertThat(DeprecatedNames.before(DeprecatedName.Kind.QUERY, "monthly-cost"))
                .containsExactly("focus-monthly-cost");
        assertThat(DeprecatedNames.before(DeprecatedName.Kind.KEY, "monthly-cost"))
                .isEmpty();
        assertThat(DeprecatedNames.before(DeprecatedName.Kind.QUERY, "nothing")).isEmpty();
    }

    @Test
    void aRouteOfATemplateNeedsBothNames() {
        assertThatThrownBy(() -> new TemplatedRoute(" ", "poll", Map.of())).hasMessageContaining("routeId");
        assertThatThrownBy(() -> new TemplatedRoute("a", "", Map.of())).hasMessageContaining("templateId");
    }
}
