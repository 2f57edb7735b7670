package dev.lamplighter.window.startup;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.PackageProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Unpacks a startup package into a folder to go on with: without what could do harm there, without leftovers, and without a
 * folder around it. User data as EC2 describes it, in base64, will do as well.
 */
public final class PackageUnpacker {
    private PackageUnpacker() {}

    /** What is left out of the folder, each with its reason. */
    public static PackageFindings unpack(Path file, Path folder) throws IOException {
        requireEmpty(folder);
        PackageFindings findings = new PackageFindings();
        byte[] bytes = SizeLimitedFile.bytes(file, PackageEntryCollector.MOST_BYTES);
        byte[] zip = UserDataKind.decoded(bytes).orElse(bytes);
        if (UserDataKind.of(zip).filter(UserDataKind.WOWZA_ZIP::equals).isEmpty()) {
            CloudInitCheck.kindUnknown(file.toString(), findings);
            return findings;
        }
        PackageContent read = PackageZipReader.read(file.toString(), zip, findings, false);
        PackageContent content = read.wrappingFolder().map(read::within).orElse(read);
        for (PackageEntry entry : content.entries()) {
            write(entry, folder.resolve(entry.path()));
        }
        return findings;
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(folder)) {
            throw new ProblemException(new Problem(
                    PackageProblemCode.TARGET_TAKEN,
                    folder.toString(),
                    "something is there",
                    "a package is unpacked into a new or an empty folder, so that nothing is overwritten",
                    "name another with --out",
                    Problem.Kind.USER));
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private static void write(PackageEntry entry, Path target) throws IOException {
        if (entry.folder()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElseThrow());
        Files.write(target, entry.content());
        if (entry.executable() && !target.toFile().setExecutable(true, false)) {
            throw new IOException("can't be made executable: " + target);
        }
    }
}
