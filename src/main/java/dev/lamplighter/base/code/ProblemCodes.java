package dev.lamplighter.base.code;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The codes of all areas are found here, by their text too. */
public final class ProblemCodes {
    private static final List<ProblemCode> ALL = Stream.<ProblemCode[]>of(
                    LightCode.values(),
                    WindowCode.values(),
                    CostCode.values(),
                    RouteCode.values(),
                    ConfigCode.values(),
                    AwsCode.values(),
                    CaseCode.values(),
                    SandboxCode.values())
            .flatMap(Stream::of)
            .toList();

    private ProblemCodes() {}

    /** Area by area, by number. */
    public static List<ProblemCode> all() {
        return ALL;
    }

    /** The one with this text, in capitals or not; empty for one of another version. */
    public static Optional<ProblemCode> find(String text) {
        return ALL.stream()
                .filter(code -> code.text().equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
