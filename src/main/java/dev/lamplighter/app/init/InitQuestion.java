package dev.lamplighter.app.init;

import dev.lamplighter.panel.driver.PanelDrivers;
import java.util.Locale;

/** Lists the questions of {@code init}, each with the answer that holds if there is none. */
public enum InitQuestion {
    PANEL("Which panel? One of " + String.join(", ", PanelDrivers.types()), "auto"),
    REGION("Which AWS region, and which profile of ~/.aws behind it if not the default one, as in: eu-west-1 desk", ""),
    WINDOW("When has which instance to run, as in: Sunday 09:30-12:00 i-0123456789abcdef0", ""),
    TOLD(
            "Who is told of alerts? An address and its mail server, as in: ann@example.org smtp.example.org:587; or the"
                    + " https:// address of a web hook",
            ""),
    COSTS("Are cost reports to be published, yes or no", "no");

    private final String text;
    private final String usual;

    InitQuestion(String text, String usual) {
        this.text = text;
        this.usual = usual;
    }

    /** The question with its default. */
    public String text() {
        return text + " [" + (usual.isEmpty() ? "nothing" : usual) + "]? ";
    }

    /** The answer that holds if there is none; empty for nothing. */
    public String usual() {
        return usual;
    }

    /** What is said of a question that nobody has answered. */
    public String unasked() {
        String what = switch (this) {
            case PANEL -> "the panel that is found at the start";
            case REGION -> "region and credentials that this machine has";
            case WINDOW -> "no window; windows.yaml shows how to write one";
            case TOLD -> "nobody is told; alerts are in the log and the status";
            case COSTS -> "no cost reports";
        };
        return name().toLowerCase(Locale.ROOT) + ": not said, so " + what;
    }
}
