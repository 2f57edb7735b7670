package dev.lamplighter.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which survivors of PIT's report are told. */
final class SurvivorsTest {
    private static final String FIRST = "a.Lamp dim NegateConditionals in line 20 survives";
    private static final String SECOND = "a.Lamp dim NegateConditionals in line 30 survives";
    private static final String UNSEEN = "a.Lamp glow Math in line 40 survives";

    @TempDir
    private Path folder;

    private Path report = Path.of("");

    @BeforeEach
    void write() throws IOException {
        report = Files.writeString(folder.resolve("mutations.csv"), """
            Lamp.java,a.Lamp,org.pitest.NegateConditionalsMutator,dim,10,KILLED,"a.LampTest.dims(a.Lamp,
             int)"
            Lamp.java,a.Lamp,org.pitest.NegateConditionalsMutator,dim,20,SURVIVED,none
            Lamp.java,a.Lamp,org.pitest.NegateConditionalsMutator,lambda$dim$3,30,SURVIVED,none
            Lamp.java,a.Lamp,org.pitest.MathMutator,glow,40,NO_COVERAGE,none
            Lamp.java,a.Lamp,org.pitest.MathMutator,glow,50,TIMED_OUT,none
            """);
    }

    @Test
    void eachSurvivorThatIsNotAllowedIsTold() throws IOException {
        assertThat(Survivors.problems(report, List.of("# a comment", ""))).containsExactly(FIRST, SECOND, UNSEEN);
    }

    @Test
    void aLineAllowsOneOfTheMethodAlsoInALambda() throws IOException {
        String line = "a.Lamp dim NegateConditionals: the same light";

        assertThat(Survivors.problems(report, List.of(line))).containsExactly(SECOND, UNSEEN);
        assertThat(Survivors.problems(report, List.of(line, line))).containsExactly(UNSEEN);
    }

    @Test
    void anAsteriskAllowsAll() throws IOException {
        assertThat(Survivors.problems(report, List.of("a.Lamp * NegateConditionals: the same light")))
                .containsExactly(UNSEEN);
        assertThat(Survivors.problems(report, List.of("a.Lamp dim *: the same light", "a.Lamp glow *: unseen")))
                .isEmpty();
    }

    @Test
    void whatIsAllowedAndDoesNotSurviveIsToldIfItsClassWasTested() throws IOException {
        String all = "a.Lamp dim *: the same light";
        String line = "a.Lamp glow Math: unseen";

        assertThat(Survivors.problems(report, List.of(all, line, line, "b.Lamp dim Math: why", "b.Lamp * Math: why")))
                .containsExactly("a.Lamp glow Math is allowed and doesn't survive");
        assertThat(Survivors.problems(report, List.of(all, line, "a.Lamp * Increments: unseen")))
                .containsExactly("a.Lamp * Increments is allowed and doesn't survive");
    }

    @Test
    void aLineAllowsNothingElse() throws IOException {
        assertThat(Survivors.problems(
                        report,
                        List.of("a.Lamps dim NegateConditionals: why", "a.Lamp dims *: why", "a.Lamp dim Math: why")))
                .startsWith(FIRST, SECOND, UNSEEN)
                .hasSize(5);
    }

    @Test
    void aLineWithoutItsReasonIsToldAndAllowsNothing() throws IOException {
        assertThat(Survivors.problems(report, List.of("a.Lamp dim NegateConditionals")))
                .containsExactly(
                        "not \"class method mutator: why\": a.Lamp dim NegateConditionals", FIRST, SECOND, UNSEEN);
    }
}
