package dev.lamplighter.window.startup;

import dev.lamplighter.base.code.PackageProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Takes entries into a package as they are read, and refuses those that could do harm where it is unpacked. */
final class PackageEntryCollector {
    /** The limit of all files unpacked. */
    static final int MOST_BYTES = 1 << 20;

    private static final int MOST_ENTRIES = 1000;

    private final PackageContent content;
    private final PackageFindings findings;
    private final boolean leftoverRefused;
    private final Set<String> lowerCase = new HashSet<>();
    private int count;
    private long bytes;

    PackageEntryCollector(PackageContent content, PackageFindings findings, boolean leftoverRefused) {
        this.content = content;
        this.findings = findings;
        this.leftoverRefused = leftoverRefused;
    }

    /** Whether an entry may be read, judged by its path; tells if not. */
    boolean accepts(String path) {
        if (++count > MOST_ENTRIES) {
            if (count == MOST_ENTRIES + 1) {
                overLimit("more than " + MOST_ENTRIES + " entries");
            }
            return false;
        }
        Optional<String> trouble = EntryPaths.trouble(path);
        trouble.ifPresent(why -> findings.problem(
                PackageProblemCode.PATH_OUTSIDE,
                content.where(),
                "entry \"" + path + "\"",
                why,
                "give it a relative path with slashes, as in wowza/conf/Server.xml"));
        return trouble.isEmpty() && !isLeftover(path) && isFirst(path);
    }

    private boolean isLeftover(String path) {
        if (!EntryPaths.isLeftover(path)) {
            return false;
        }
        if (leftoverRefused) {
            findings.problem(
                    PackageProblemCode.LEFTOVER_FILE,
                    content.where(path),
                    "a file that an editor or a system left",
                    "it takes room of the 16,384 bytes",
                    "build the package anew from its folder, which leaves it out");
        } else {
            findings.remark(
                    PackageProblemCode.LEFTOVER_FILE,
                    content.where(path),
                    "a file that an editor or a system left",
                    "it is left out",
                    "remove it where the package comes from");
        }
        return true;
    }

    private boolean isFirst(String path) {
        if (lowerCase.add(path.toLowerCase(Locale.ROOT))) {
            return true;
        }
        findings.problem(
                PackageProblemCode.NAME_TWICE,
                content.where(path),
                "is there twice, or differs from another in capitals only",
                "which of the two is unpacked depends on the program",
                "leave one of them");
        return false;
    }

    /** Whether so many more bytes may be read; tells if not. */
    boolean accepts(String path, long size) {
        if (bytes + size > MOST_BYTES) {
            overLimit("\"" + path + "\" makes it more than 1 MiB unpacked");
            return false;
        }
        bytes += size;
        return true;
    }

    void overLimit(String what) {
        findings.problem(
                PackageProblemCode.OVER_LIMIT,
                content.where(),
                what,
                "no startup package is like this, a file that harms who unpacks it may be",
                "put large files on S3 and fetch them with a Download in startup.xml");
    }

    void add(PackageEntry entry) {
        content.add(entry);
    }

    /** Tells files that are folders of others at the same time, which no disk can hold. */
    void finish() {
        for (PackageEntry entry : List.copyOf(content.entries())) {
            if (!entry.folder() && content.hasFolder(entry.path())) {
                findings.problem(
                        PackageProblemCode.NAME_TWICE,
                        content.where(entry.path()),
                        "is a file and a folder",
                        "only one of them can be unpacked",
                        "give one of them another name");
                content.remove(entry);
            }
        }
    }
}
