package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the service does without, in order and once. */
final class SetAsideTest {
    private final SetAside setAside = new SetAside(problem -> problem.at("file:" + problem.where()));

    private static Problem problem(String code) {
        return new Problem(code, "7", "what", "why", "fix", Problem.Kind.REFUSED);
    }

    @Test
    void entriesAreByAreaAndWithinItAsTheyCame() {
        setAside.add(SetAside.COSTS, problem("COST-001"));
        setAside.add(SetAside.WINDOWS, problem("WINDOW-002"));
        setAside.add(SetAside.WINDOWS, problem("WINDOW-001"));
        setAside.add(SetAside.WINDOWS, problem("WINDOW-002"));
        setAside.stop(SetAside.LIGHT, problem("LIGHT-001"));

        assertThat(setAside.lines())
                .containsExactly(
                        "light is set aside: LIGHT-001  file:7  what: why; fix: fix",
                        "set aside: WINDOW-002  file:7  what: why; fix: fix",
                        "set aside: WINDOW-001  file:7  what: why; fix: fix",
                        "set aside: COST-001  file:7  what: why; fix: fix");
        assertThat(setAside.stoppedAreas()).containsExactly(SetAside.LIGHT);
    }

    @Test
    void anAreaThatIsStoppedIsNotSetAsideInPartForTheSame() {
        setAside.add(SetAside.WINDOWS, problem("WINDOW-001"));
        setAside.stop(SetAside.WINDOWS, problem("WINDOW-001"));

        assertThat(setAside.entries()).hasSize(1);
        assertThat(setAside.stoppedAreas()).containsExactly(SetAside.WINDOWS);
    }

    @Test
    void entriesAreToldAnew() {
        setAside.add(SetAside.ROUTES, problem("ROUTE-001"));
        setAside.add(SetAside.ROUTES, problem("ROUTE-002"));

        setAside.replace(
                List.of(new SetAside.Entry(SetAside.ROUTES, problem("ROUTE-001"), false)),
                List.of(new SetAside.Entry(SetAside.ROUTES, problem("ROUTE-003"), true)));

        assertThat(setAside.entries())
                .extracting(entry -> entry.problem().code())
                .containsExactly("ROUTE-002", "ROUTE-003");
        assertThat(setAside.stoppedAreas()).containsExactly(SetAside.ROUTES);
    }

    @Test
    void thereIsNoOtherArea() {
        assertThatThrownBy(() -> setAside.add("lights", problem("X-001"))).isInstanceOf(IllegalArgumentException.class);
    }
}
