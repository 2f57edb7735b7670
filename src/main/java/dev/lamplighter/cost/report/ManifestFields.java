package dev.lamplighter.cost.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the fields of a manifest. A field of the wrong type is refused with its name. */
final class ManifestFields {
    /** The characters that AWS allows in a report name, and that both forms of its assembly ids consist of. */
    private static final Pattern PATH_SEGMENT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9!_.*'()-]{1,256}");

    static final String FIX = "check that this is the manifest of a cost and usage report, whole";

    private final String where;
    private final JsonNode root;
    private final String path;

    ManifestFields(String where, JsonNode root) {
        this(where, root, "");
    }

    private ManifestFields(String where, JsonNode root, String path) {
        this.where = where;
        this.root = root;
        this.path = path;
    }

    String where() {
        return where;
    }

    boolean has(String field) {
        return root.hasNonNull(field);
    }

    /** The object under a field; one without fields when there is none. */
    ManifestFields object(String field) {
        return new ManifestFields(where, root.path(field), field + ".");
    }

    String text(String field) {
        return text(root, field);
    }

    String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw refused(path + field, "got " + kind(value) + ", allowed is a string");
        }
        return value.textValue();
    }

    /** A field that AWS writes today, but that nothing depends on. */
    Optional<String> optional(String field) {
        return has(field) ? Optional.of(text(field)) : Optional.empty();
    }

    Optional<String> optional(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(text(node, field)) : Optional.empty();
    }

    String segment(String field) {
        return segment(field, text(field));
    }

    /** A text that names a folder or a file. */
    String segment(String field, String text) {
        if (!PATH_SEGMENT.matcher(text).matches()) {
            throw refused(field, "allowed are 1 to 256 letters, digits and !_.*'()-, as it names a folder or a file");
        }
        return text;
    }

    JsonNode list(String field, int most) {
        JsonNode list = root.path(field);
        if (list.isArray() && list.isEmpty()) {
            throw new ProblemException(new Problem(
                    CostProblemCode.MANIFEST_UNUSABLE,
                    where,
                    field + " is empty",
                    "a delivery that names no " + (field.equals("columns") ? "columns" : "files")
                            + " would empty the month",
                    "nothing, if AWS wrote it: the month stays as it is, and the next delivery is tried by itself"));
        }
        if (!list.isArray() || list.size() > most) {
            String got = list.isArray() ? list.size() + " entries" : kind(list);
            throw refused(field, "got " + got + ", allowed is a list of 1 to " + most);
        }
        return list;
    }

    /** The texts of a list of data files, each once; two that differ only in slashes are the same. */
    Set<String> texts(String field, int most) {
        Set<String> texts = new LinkedHashSet<>();
        Set<String> plain = new HashSet<>();
        for (JsonNode entry : list(field, most)) {
            if (!entry.isTextual()) {
                throw refused(field, "an entry is " + kind(entry) + ", allowed is a string");
            }
            if (!plain.add(entry.textValue().replaceAll("^(?:s3://[^/]*)?/*|(?<=/)/+", ""))) {
                throw refused(field, "a key is listed twice, its rows would count twice");
            }
            texts.add(entry.textValue());
        }
        return texts;
    }

    private static String kind(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    ProblemException refused(String what, String why) {
        return refused(where, what, why);
    }

    static ProblemException refused(String where, String what, String why) {
        return new ProblemException(new Problem(CostProblemCode.MANIFEST_UNUSABLE, where, what, why, FIX));
    }
}
