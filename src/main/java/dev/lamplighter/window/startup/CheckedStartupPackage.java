package dev.lamplighter.window.startup;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.PackageProblemCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks a startup package, from its folder or its file, and makes the user data of it.
 *
 * @param userData empty if anything has to be mended
 */
public record CheckedStartupPackage(PackageFindings findings, Optional<UserData> userData) {
    /** Before there are values for a machine: each name has to be known. */
    public static CheckedStartupPackage check(Path source, PlaceholderValues values) {
        return of(source, values, false);
    }

    /** For a machine: each name has to have a value. */
    public static CheckedStartupPackage build(Path source, PlaceholderValues values) {
        return of(source, values, true);
    }

    private static CheckedStartupPackage of(Path source, PlaceholderValues values, boolean allNeeded) {
        PackageFindings findings = new PackageFindings();
        try {
            if (Files.isDirectory(source)) {
                PackageContent content = PackageFolderReader.read(source, findings);
                return wowza(Placeholders.render(unwrapped(content, findings), values, allNeeded, findings), findings);
            }
            return ofFile(source, values, allNeeded, findings);
        } catch (IOException e) {
            unreadable(source, e, findings);
            return nothing(findings);
        }
    }

    private static CheckedStartupPackage ofFile(
            Path file, PlaceholderValues values, boolean allNeeded, PackageFindings findings) throws IOException {
        byte[] bytes = SizeLimitedFile.bytes(file, PackageEntryCollector.MOST_BYTES);
        Optional<UserDataKind> kind = UserDataKind.of(bytes);
        if (kind.isEmpty()) {
            tellKind(file, bytes, findings);
            return nothing(findings);
        }
        if (kind.get() != UserDataKind.WOWZA_ZIP) {
            return CloudInitCheck.read(file.toString(), bytes, kind.get(), findings)
                    .map(content -> cloudInit(Placeholders.render(content, values, allNeeded, findings), findings))
                    .orElseGet(() -> nothing(findings));
        }
        PackageContent content = PackageZipReader.read(file.toString(), bytes, findings, true);
        CheckedStartupPackage checked =
                wowza(Placeholders.render(unwrapped(content, findings), values, allNeeded, findings), findings);
        checkSent(file, bytes, content, findings);
        return new CheckedStartupPackage(findings, checked.userData().flatMap(userData -> ifClean(userData, findings)));
    }

    /** What is special of the ZIP file as it lies there. */
    private static void checkSent(Path file, byte[] bytes, PackageContent content, PackageFindings findings) {
        byte[] ours = PackageZip.of(content).bytes();
        if (bytes.length > UserDataSize.LIMIT && ours.length <= UserDataSize.LIMIT) {
            UserDataSize.tellZippedAnew(bytes.length, ours.length, file.toString(), findings);
        }
        if (findings.problems().isEmpty() && !Arrays.equals(bytes, ours)) {
            findings.remark(
                    PackageProblemCode.NOT_REPRODUCIBLE,
                    file.toString(),
                    "its bytes are not those of package build",
                    "times, order or owners in it change from one zip to the next, and so does its SHA-256",
                    "lamplighter package import it, then package build");
        }
    }

    private static CheckedStartupPackage wowza(PackageContent content, PackageFindings findings) {
        List<StartupXmlCommand> commands = List.of();
        if (content.file(PackageContent.STARTUP_XML).isPresent()) {
            Optional<List<StartupXmlCommand>> read = StartupXmlReader.read(content, findings);
            commands = read.orElse(List.of());
            read.ifPresent(all -> StartupCommandsCheck.check(all, content, findings));
        } else {
            noStartupXml(content, findings);
        }
        ScriptCheck.check(commands, content, findings);
        WowzaApplicationCheck.check(content, findings);
        SecretCheck.check(content, findings);
        PackageZip zip = PackageZip.of(content);
        UserDataSize.check(zip.bytes(), zip.sizes(), content.where(), findings);
        return new CheckedStartupPackage(
                findings, ifClean(new UserData(UserDataKind.WOWZA_ZIP, zip.bytes()), findings));
    }

    private static CheckedStartupPackage cloudInit(PackageContent content, PackageFindings findings) {
        UserData userData = CloudInitCheck.check(content, findings);
        SecretCheck.check(content, findings);
        return new CheckedStartupPackage(findings, ifClean(userData, findings));
    }

    private static Optional<UserData> ifClean(UserData userData, PackageFindings findings) {
        return findings.problems().isEmpty() ? Optional.of(userData) : Optional.empty();
    }

    private static CheckedStartupPackage nothing(PackageFindings findings) {
        return new CheckedStartupPackage(findings, Optional.empty());
    }

    private static void noStartupXml(PackageContent content, PackageFindings findings) {
        findings.problem(
                PackageProblemCode.NO_STARTUP_XML,
                content.where(),
                "no startup.xml",
                "Wowza does what is written in it, and nothing else",
                "write one at the root, in small letters");
    }

    /** The package that is meant: what a folder around it holds is looked at, too. */
    private static PackageContent unwrapped(PackageContent content, PackageFindings findings) {
        return content.wrappingFolder()
                .map(folder -> {
                    findings.problem(
                            PackageProblemCode.WRAPPING_FOLDER,
                            content.where(folder),
                            "startup.xml lies in a folder of the package",
                            "Wowza looks for it at the root, so that nothing of the package is done",
                            "zip what is in the folder, not the folder: lamplighter package import mends it");
                    return content.within(folder);
                })
                .orElse(content);
    }

    private static void tellKind(Path file, byte[] bytes, PackageFindings findings) {
        if (UserDataKind.decoded(bytes).isPresent()) {
            findings.problem(
                    PackageProblemCode.ALREADY_BASE64,
                    file.toString(),
                    "it is base64 already",
                    "it is encoded once more on its way, and what arrives is text",
                    "decode it first: base64 -d, or lamplighter package import");
        } else {
            CloudInitCheck.kindUnknown(file.toString(), findings);
        }
    }

    private static void unreadable(Path source, IOException failure, PackageFindings findings) {
        findings.problem(
                PackageProblemCode.UNREADABLE,
                failure instanceof FileSystemException named && named.getFile() != null
                        ? named.getFile()
                        : source.toString(),
                "can't be read",
                IoErrorText.ofFile(failure),
                "name the folder of a startup package, or its file, that this user may read");
    }
}
