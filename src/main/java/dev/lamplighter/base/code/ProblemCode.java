package dev.lamplighter.base.code;

/**
 * Identifies a kind of problem; the line of a problem begins with it. A code is stable and is never reused for something
 * else. Its page is read only when somebody asks for it.
 */
public sealed interface ProblemCode
        permits AlertProblemCode,
                AwsProblemCode,
                CaseProblemCode,
                CdnProblemCode,
                ConfigProblemCode,
                CostProblemCode,
                LightProblemCode,
                PackageProblemCode,
                RouteProblemCode,
                SandboxProblemCode,
                WindowProblemCode {
    /** The code as it is written in a line: {@code WINDOW-111}. */
    String text();

    /** What it means, in a sentence. */
    default String what() {
        return page().what();
    }

    /** How the problem usually comes about. */
    default String why() {
        return page().why();
    }

    /** What the service does meanwhile. */
    default String meanwhile() {
        return page().meanwhile();
    }

    /** What to do. */
    default String fix() {
        return page().fix();
    }

    /** A line with this code, as an example. */
    default String example() {
        return page().example();
    }

    default ProblemCodePage page() {
        return ProblemCodePageReader.of(this);
    }
}
