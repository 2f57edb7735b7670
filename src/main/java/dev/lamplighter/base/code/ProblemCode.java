package dev.lamplighter.base.code;

/**
 * A problem's line begins with such a code: stable, greppable, never given to something else. Its page is read when somebody
 * asks for it; the service itself needs none.
 */
public sealed interface ProblemCode
        permits AwsCode, CaseCode, ConfigCode, CostCode, LightCode, RouteCode, SandboxCode, WindowCode {
    /** As it stands in a line: {@code WINDOW-111}. */
    String text();

    /** What it means, in a sentence. */
    default String what() {
        return page().what();
    }

    /** How it usually comes about. */
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

    /** A line that begins with it. */
    default String example() {
        return page().example();
    }

    /** All that is known of it. */
    default ProblemCodePage page() {
        return ProblemCodePages.of(this);
    }
}
