package dev.lamplighter.window.startup;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.PackageProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Collects what is found in a startup package: what has to be mended, and remarks. */
public final class PackageFindings {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();

    void problem(PackageProblemCode code, String where, String what, String why, String fix) {
        problems.add(new Problem(code, where, what, why, fix));
    }

    void remark(PackageProblemCode code, String where, String what, String why, String fix) {
        remarks.add(new Problem(code, where, what, why, fix));
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What costs nothing. */
    public List<Problem> remarks() {
        return List.copyOf(remarks);
    }
}
