package dev.lamplighter.app.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.VerbArgument;
import dev.lamplighter.app.verb.VerbArgument.Kind;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client sees that has none of our classes. */
final class DescribedMBeanTest {
    private static final Problem PROBLEM =
            new Problem(WindowProblemCode.NO_SUCH_WINDOW, "servise", "no such window", "why", "fix");

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final List<String> called = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private ObjectName name;

    /** What is shown. */
    public interface ShapeMXBean {
        int getNumber();

        String getBroken();

        String askJson(String what);
    }

    private static final class Shape implements ShapeMXBean {
        @Override
        public int getNumber() {
            return 3;
        }

        @Override
        public String getBroken() {
            throw new Foreign("can't be had", new ProblemException(PROBLEM));
        }

        @Override
        public String askJson(String what) {
            throw new AssertionError("the verb takes its place");
        }
    }

    /** Of a library that clients don't have. */
    private static final class Foreign extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        Foreign(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @BeforeEach
    void register() throws Exception {
        name = new ObjectName("test:type=Shape");
        VerbArgument what = new VerbArgument("what", Kind.NAME, true, "what it is about");
        VerbArgument often = new VerbArgument("n", Kind.COUNT, false, "how often");
        VerbArgument dry = new VerbArgument("dryRun", Kind.FLAG, false, "only tells");
        List<Verb> verbs = List.of(
                new Verb("shape act-now", Effect.ACTS, "Acts.", List.of(what, often, dry), verbArguments -> {
                    called.add("called");
                    return List.of("one", "two");
                }),
                new Verb("shape ask-json", Effect.ASKS, "Asks.", List.of(what), verbArguments -> List.of("[", "]")),
                new Verb("shape refuse", Effect.ACTS, "Refuses.", List.of(), verbArguments -> {
                    throw new ProblemException(PROBLEM);
                }),
                new Verb("shape fail", Effect.ACTS, "Fails.", List.of(), verbArguments -> {
                    throw new Foreign("no database", new SQLException("disk full"));
                }),
                new Verb("shape lose", Effect.ACTS, "Loses.", List.of(), verbArguments -> {
                    throw new IOException("connection reset", new Foreign("inner", new SQLException("x")));
                }));
        server.registerMBean(DescribedMBean.of(new Shape(), new Verbs(verbs), verbs), name);
    }

    private Object invoke(String operation, Object... arguments) throws Exception {
        return server.invoke(name, operation, arguments, null);
    }

    @Test
    void parametersHaveNamesAndDescriptions() throws Exception {
        MBeanOperationInfo[] operations = server.getMBeanInfo(name).getOperations();

        assertThat(operations)
                .extracting(MBeanOperationInfo::getName)
                .containsExactly("actNow", "askJson", "refuse", "fail", "lose");
        assertThat(operations[0].getDescription()).isEqualTo("Acts.");
        assertThat(operations[0].getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
        assertThat(operations[1].getImpact()).isEqualTo(MBeanOperationInfo.INFO);
        assertThat(operations[0].getSignature())
                .extracting(
                        MBeanParameterInfo::getName, MBeanParameterInfo::getType, MBeanParameterInfo::getDescription)
                .map(Object::toString)
                .containsExactly(
                        "(\"what\", \"java.lang.String\", \"what it is about\")",
                        "(\"n\", \"int\", \"how often\")",
                        "(\"dryRun\", \"boolean\", \"only tells\")");
    }

    @Test
    void operationsAreTheVerbsBoundsAndAll() throws Exception {
        assertThat((String[]) invoke("actNow", "x", 3, true)).containsExactly("one", "two");
        assertThat((String[]) invoke("actNow", "x", 3)).as("without its flag").containsExactly("one", "two");
        assertThat(invoke("askJson", "x")).isEqualTo("[\n]");
        assertThat(server.getAttribute(name, "Number")).isEqualTo(3);
        called.clear();
        assertThat(catchThrowable(() -> invoke("actNow", "x".repeat(300), 3, true))
                        .getCause())
                .hasMessageStartingWith("CONFIG-036  what");
        assertThat(catchThrowable(() -> invoke("actNow", "x"))).hasMessageContaining("actNow with 1 parameters");
        assertThat(called).isEmpty();
    }

    @Test
    void whatIsThrownIsOfTheJdkAloneAndSaysTheLine() {
        for (String operation : List.of("refuse", "fail", "lose")) {
            Throwable thrown = catchThrowable(() -> invoke(operation));
            assertThat(classesIn(thrown)).as(operation).allMatch(type -> type.matches("(java|javax)\\..*"));
            assertThat(thrown.getCause())
                    .hasMessage(
                            switch (operation) {
                                case "refuse" -> PROBLEM.line();
                                case "fail" -> "disk full";
                                default -> "x";
                            });
        }
        Throwable thrown = catchThrowable(() -> server.getAttribute(name, "Broken"));
        assertThat(classesIn(thrown)).allMatch(type -> type.matches("(java|javax)\\..*"));
        assertThat(thrown.getCause()).hasMessage(PROBLEM.line());
    }

    /** Every class of our own or of a library that the wire would carry. */
    private static List<String> classesIn(Throwable thrown) {
        List<String> classes = new ArrayList<>();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            classes.add(one.getClass().getName());
            for (Throwable suppressed : one.getSuppressed()) {
                classes.addAll(classesIn(suppressed));
            }
        }
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(thrown);
        } catch (IOException e) {
            classes.add("not serializable: " + e);
        }
        return classes;
    }
}
