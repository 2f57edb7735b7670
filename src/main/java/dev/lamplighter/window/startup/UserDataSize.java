package dev.lamplighter.window.startup;

import dev.lamplighter.base.code.PackageProblemCode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Compares user data with EC2's limit of 16,384 bytes, before base64. */
final class UserDataSize {
    static final int LIMIT = 16_384;

    private static final int NEARLY = 15_360;
    private static final int NAMED = 5;

    private UserDataSize() {}

    static void check(byte[] zip, List<PackageZip.EntrySize> sizes, String where, PackageFindings findings) {
        List<PackageZip.EntrySize> largest = sizes.stream()
                .sorted(Comparator.comparingInt(PackageZip.EntrySize::bytes)
                        .reversed()
                        .thenComparing(PackageZip.EntrySize::path))
                .limit(NAMED)
                .toList();
        String list = largest.stream()
                .map(entry -> entry.path() + " " + number(entry.bytes()))
                .collect(Collectors.joining(", "));
        if (zip.length > LIMIT) {
            findings.problem(
                    PackageProblemCode.TOO_LARGE,
                    where,
                    number(zip.length) + " bytes",
                    "user data has at most " + number(LIMIT) + "; the largest compressed: " + list,
                    "put these on S3 and fetch them before the Install: " + downloads(largest, zip.length));
        } else if (zip.length >= NEARLY) {
            findings.remark(
                    PackageProblemCode.NEARLY_TOO_LARGE,
                    where,
                    number(zip.length) + " bytes",
                    "user data has at most " + number(LIMIT) + "; the largest compressed: " + list,
                    "put some of them on S3 before the next change");
        }
    }

    /** Tells a ZIP file that is too large only by the way it was zipped. */
    static void tellZippedAnew(int bytes, int ours, String where, PackageFindings findings) {
        findings.problem(
                PackageProblemCode.TOO_LARGE,
                where,
                number(bytes) + " bytes",
                "user data has at most " + number(LIMIT) + "; package build makes " + number(ours) + " of it",
                "lamplighter package import it, then package build");
    }

    static void checkCloudInit(byte[] sent, String where, PackageFindings findings) {
        if (sent.length > LIMIT) {
            findings.problem(
                    PackageProblemCode.TOO_LARGE,
                    where,
                    number(sent.length) + " bytes, compressed",
                    "user data has at most " + number(LIMIT),
                    "put parts of it on S3 and name them with #include");
        }
    }

    /** The fewest of the largest files without which the package fits. */
    private static String downloads(List<PackageZip.EntrySize> largest, int bytes) {
        StringBuilder commands = new StringBuilder();
        int left = bytes;
        for (PackageZip.EntrySize entry : largest) {
            if (left > LIMIT && !entry.path().equals(PackageContent.STARTUP_XML)) {
                commands.append(download(entry.path()));
                left -= entry.bytes();
            }
        }
        return commands.toString();
    }

    private static String download(String path) {
        return "<Download><URL>https://BUCKET.s3.amazonaws.com/" + path + "</URL><Destination>" + path
                + "</Destination></Download>";
    }

    static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
