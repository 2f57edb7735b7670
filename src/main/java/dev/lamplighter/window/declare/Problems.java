package dev.lamplighter.window.declare;

import dev.lamplighter.base.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the problems of one file, each with {@code file:line:column}; line and column are counted from 1. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(@Nullable Node at, String what, InvalidValueException refusal) {
        add(at == null ? Optional.empty() : at.getStartMark(), what, refusal);
    }

    /** Adds a problem of another file, which this file names. */
    void add(Problem problem) {
        found.add(problem);
    }

    void add(Optional<Mark> at, String what, InvalidValueException refusal) {
        found.add(new Problem(refusal.code(), place(at), what, refusal.why(), refusal.fix()));
    }

    /** {@code file:line:column} of a node. */
    String place(@Nullable Node at) {
        return place(at == null ? Optional.empty() : at.getStartMark());
    }

    int count() {
        return found.size();
    }

    List<Problem> list() {
        return List.copyOf(found);
    }

    private String place(Optional<Mark> mark) {
        return mark.map(at -> file + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1))
                .orElse(file);
    }
}
