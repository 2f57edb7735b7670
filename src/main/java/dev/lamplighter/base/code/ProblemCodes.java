package dev.lamplighter.base.code;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the codes of all areas: all of them, or one by its text. */
public final class ProblemCodes {
    private static final List<ProblemCode> ALL = Stream.<ProblemCode[]>of(
                    LightProblemCode.values(),
                    WindowProblemCode.values(),
                    PackageProblemCode.values(),
                    CostProblemCode.values(),
                    RouteProblemCode.values(),
                    ConfigProblemCode.values(),
                    AwsProblemCode.values(),
                    CaseProblemCode.values(),
                    SandboxProblemCode.values(),
                    AlertProblemCode.values(),
                    CdnProblemCode.values())
            .flatMap(Stream::of)
            .toList();

    private ProblemCodes() {}

    /** All codes, area by area, ordered by number. */
    public static List<ProblemCode> all() {
        return ALL;
    }

    /** The code with this text, ignoring case; empty if this version has no such code. */
    public static Optional<ProblemCode> find(String text) {
        return ALL.stream()
                .filter(code -> code.text().equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
