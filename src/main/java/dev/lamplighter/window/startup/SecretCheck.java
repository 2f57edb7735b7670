package dev.lamplighter.window.startup;

import dev.lamplighter.base.code.PackageProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets in the texts of a package, and never repeats one. Who may describe an instance, and each program on it, can read
 * its user data.
 */
final class SecretCheck {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

    /** The end of a name of something secret, in scripts, properties, JSON and maps. */
    private static final String NAME =
            "(?:pass(?:word|wd|phrase)|secret(?:_?access)?_?(?:key)?|shared_?secret|private_?key"
                    + "|api_?key|auth_?token|(?:cypher|cipher|encryption)_?(?:key|iv))";

    /** Something that stands for itself: no variable, no command, no placeholder, no yes or no. */
    private static final String LITERAL =
            "(?![$`{<\\[]|%[A-Za-z(]|true\\b|false\\b|none\\b|null\\b|no\\b|yes\\b)[^\\s\"'<>,;}]+";

    private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

    /** Wowza's files of users and keys, whose lines are all secret but comments. */
    private static final Pattern SECRET_FILE =
            Pattern.compile("(?:.*/)?(?:[^/]+\\.password|jmxremote\\.password|keys/[^/]+\\.key)");

    static {
        KINDS.put("an AWS access key", Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"));
        KINDS.put("a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"));
        KINDS.put(
                "a user and password in a URL",
                Pattern.compile("://[^/@\\s\"'<>:$]{0,128}:(?![$`{])[^/@\\s\"'<>]{1,128}@"));
        KINDS.put(
                "a password as an option",
                Pattern.compile(
                        "(?:\\bmysql\\w*\\b[^\\n|;&]{0,200}?\\s(?-i:-p)|\\bsshpass\\s+-p\\s*|\\s--(?:password|pass)[= ]"
                                + "|\\bcurl\\b[^\\n|;&]{0,200}?\\s(?:-u|--user)\\s*[\"']?[^\\s:$\"']+:)[\"']?"
                                + LITERAL,
                        FLAGS));
        KINDS.put(
                "an Authorization header",
                Pattern.compile(
                        "\\bauthorization[\"']?\\s*(?:[:=]|</Name>\\s*<Value>)\\s*[\"']?(?:Basic|Bearer)\\s+" + LITERAL,
                        FLAGS));
        KINDS.put(
                "a value named as a secret",
                Pattern.compile(
                        "(?<![A-Za-z]-)\\b[\\w.-]{0,64}" + NAME + "[\"']?[ \\t]*[:=][ \\t]*[\"']?" + LITERAL, FLAGS));
        KINDS.put(
                "an element named as a secret",
                Pattern.compile("<([\\w.]{0,64}" + NAME + ")>\\s*" + LITERAL + "[^<]*</\\1>", FLAGS));
        KINDS.put(
                "a property named as a secret",
                Pattern.compile(
                        "<Name>\\s*+[\\w.-]{0,64}(?:" + NAME
                                + "|cypher|cipher)\\s*</Name>\\s*(?:<Type>[^<]*</Type>\\s*)?<Value>\\s*" + LITERAL
                                + "[^<]*</Value>",
                        FLAGS));
    }

    private SecretCheck() {}

    static void check(PackageContent content, PackageFindings findings) {
        content.entries().forEach(entry -> check(entry, content, findings));
    }

    private static void check(PackageEntry entry, PackageContent content, PackageFindings findings) {
        if (SECRET_FILE.matcher(entry.path()).matches() && holdsLines(entry)) {
            tell(content.where(entry.path()), "a file of passwords or keys", findings);
            return;
        }
        String text = entry.text().orElse("");
        LineNumberIndex lines = new LineNumberIndex(text);
        SortedSet<Integer> told = new TreeSet<>();
        KINDS.forEach((kind, pattern) -> {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                int line = lines.lineOf(found.start());
                if (told.add(line)) {
                    tell(content.where(entry.path(), line), kind, findings);
                }
            }
        });
    }

    private static boolean holdsLines(PackageEntry entry) {
        return entry.text()
                .map(text -> text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .orElse(true);
    }

    private static void tell(String where, String kind, PackageFindings findings) {
        findings.problem(
                PackageProblemCode.SECRET,
                where,
                kind,
                "whoever may describe the instance, and every program on it, can read its user data",
                "take it out; give the instance an instance profile, and let a script fetch it from Parameter Store or Secrets"
                        + " Manager");
    }
}
