package dev.lamplighter.window.startup;

import dev.lamplighter.base.code.PackageProblemCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Checks user data for cloud-init, and compresses it where it is too large as it is. */
final class CloudInitCheck {
    private static final String CLOUD_CONFIG = "#cloud-config";

    private CloudInitCheck() {}

    static Optional<PackageContent> read(String source, byte[] bytes, UserDataKind kind, PackageFindings findings) {
        Optional<byte[]> plain =
                kind == UserDataKind.CLOUD_INIT ? Optional.of(bytes) : unpacked(source, bytes, findings);
        return plain.map(text -> {
            PackageContent content = new PackageContent(source, "");
            content.add(PackageEntry.file("", false, text));
            return content;
        });
    }

    private static Optional<byte[]> unpacked(String source, byte[] bytes, PackageFindings findings) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(PackageEntryCollector.MOST_BYTES + 1);
            if (plain.length > PackageEntryCollector.MOST_BYTES) {
                new PackageEntryCollector(new PackageContent(source, ""), findings, true)
                        .overLimit("more than 1 MiB unpacked");
                return Optional.empty();
            }
            if (UserDataKind.of(plain).filter(UserDataKind.CLOUD_INIT::equals).isEmpty()) {
                kindUnknown(source, findings);
                return Optional.empty();
            }
            return Optional.of(plain);
        } catch (IOException e) {
            findings.problem(
                    PackageProblemCode.ZIP_DAMAGED,
                    source,
                    "can't be unpacked",
                    String.valueOf(e.getMessage()),
                    "compress it anew, or leave it uncompressed");
            return Optional.empty();
        }
    }

    /** The user data of one whose secrets and placeholders are looked at elsewhere. */
    static UserData check(PackageContent content, PackageFindings findings) {
        PackageEntry only = content.entries().iterator().next();
        String text = only.text().orElse("");
        int carriageReturn = text.indexOf('\r');
        if (text.startsWith("#!") && carriageReturn >= 0) {
            findings.problem(
                    PackageProblemCode.CARRIAGE_RETURN,
                    content.where("", new LineNumberIndex(text).lineOf(carriageReturn)),
                    "the line ends as on Windows (CR LF)",
                    "the CR becomes part of the command",
                    "save it with LF alone");
        }
        if (text.startsWith(CLOUD_CONFIG)) {
            checkYaml(text, content, findings);
        }
        boolean fits = only.content().length <= UserDataSize.LIMIT;
        byte[] sent = fits ? only.content() : gzip(only.content());
        UserDataSize.checkCloudInit(sent, content.where(), findings);
        return new UserData(fits ? UserDataKind.CLOUD_INIT : UserDataKind.CLOUD_INIT_GZIP, sent);
    }

    private static void checkYaml(String text, PackageContent content, PackageFindings findings) {
        try {
            new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .filter(root -> !(root instanceof MappingNode) && !text.startsWith(CLOUD_CONFIG + "-archive"))
                    .ifPresent(root ->
                            tellYaml(1, "what follows is no mapping of keys such as runcmd", content, findings));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            tellYaml(line, String.valueOf(e.getProblem()), content, findings);
        } catch (YamlEngineException e) {
            tellYaml(1, String.valueOf(e.getMessage()), content, findings);
        }
    }

    private static void tellYaml(int line, String why, PackageContent content, PackageFindings findings) {
        findings.problem(
                PackageProblemCode.CLOUD_CONFIG_UNREADABLE,
                content.where("", line),
                "not the YAML that #cloud-config announces",
                why + ", so that cloud-init does nothing of it",
                "mend the line; blanks indent it, not tabs");
    }

    /** Java writes no time and no name into it, so that the same text becomes the same bytes. */
    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static void kindUnknown(String source, PackageFindings findings) {
        findings.problem(
                PackageProblemCode.KIND_UNKNOWN,
                source,
                "neither a ZIP file nor text for cloud-init",
                "it begins with neither PK, #cloud-config, #! nor the header of a MIME message",
                "name the folder of a startup package, its ZIP file, or a file for cloud-init");
    }
}
