package dev.lamplighter.base.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes docs/reference/codes.md from the pages of the codes: run {@link #main} from the root of the project. */
final class CodesDocument {
    static final Path FILE = Path.of("docs/reference/codes.md");

    private static final String HEAD = """
            # Codes

            Each line about something that is wrong begins with a code: `CODE  where  what: why; fix: what to do`. A code never means something
            else in a later version. `bin/lamplighter explain WINDOW-111` prints the same page as here, `bin/lamplighter explain` lists all codes;
            it needs no settings, no network and no running service. Generated from `src/main/resources/dev/lamplighter/base/code`.

            Words that come back: what is *set aside* is not used until it is corrected, while all else goes on; a *remark* needs no action; a *poll*
            is one question to EC2 for the panel; a *pass* is one look at what runs and what should run, every 30 s; the *journal* is the service's own
            record of what it did; a *route* is one of the small programs in `routes/`, each in a file. Others are in the [glossary](glossary.md).
            """;

    private CodesDocument() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(FILE, text());
    }

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        String area = "";
        for (ProblemCode code : ProblemCodes.all()) {
            String next = code.text().substring(0, code.text().indexOf('-'));
            if (!next.equals(area)) {
                text.append("\n## ").append(next).append('\n');
                area = next;
            }
            text.append("\n### ")
                    .append(code.text())
                    .append("\n\n")
                    .append(code.what())
                    .append("\n\n");
            text.append("- Why: ").append(code.why()).append('\n');
            text.append("- Meanwhile: ").append(code.meanwhile()).append('\n');
            text.append("- Fix: ").append(code.fix()).append("\n\n");
            text.append("```\n").append(code.example()).append("\n```\n");
        }
        return text.toString();
    }
}
