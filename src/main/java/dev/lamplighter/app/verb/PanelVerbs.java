package dev.lamplighter.app.verb;

import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.base.CountText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.LightProblemCode;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.panel.PixelTableText;
import java.util.ArrayList;
import java.util.List;

/** Declares the verbs of the panel. The last line of an answer says which panel it is and how fresh. */
public final class PanelVerbs {
    private PanelVerbs() {}

    public static List<Verb> of(PanelMXBean panel) {
        return List.of(
                new Verb(
                        "panel map",
                        Effect.ASKS,
                        "Which instance has which pixel, by name, and what its light says.",
                        List.of(VerbArgument.optional(
                                "instance", VerbArgument.Kind.NAME, "its id or its Name tag; all if empty")),
                        verbArguments -> answer(
                                panel, PixelTableText.rowsOf(List.of(panel.getMap()), verbArguments.text("instance")))),
                new Verb(
                        "panel snapshot",
                        Effect.ASKS,
                        "What the panel shows now, a line of #rrggbb for each row.",
                        List.of(),
                        verbArguments -> answer(panel, List.of(frame(panel)))));
    }

    private static List<String> answer(PanelMXBean panel, List<String> rows) {
        List<String> lines = new ArrayList<>(rows);
        lines.add("panel " + panel.getPanelType() + " " + panel.getWidth() + "x" + panel.getHeight() + ", "
                + CountText.of(panel.getInstances(), "instance") + ", "
                + panel.getFreshness());
        return lines;
    }

    private static String[] frame(PanelMXBean panel) {
        String[] rows = panel.getFrame();
        if (rows.length == 0) {
            throw new ProblemException(new Problem(
                    LightProblemCode.NOTHING_SHOWN,
                    "panel " + panel.getPanelType(),
                    "shows nothing",
                    panel.getFailure().isEmpty() ? "nothing has been drawn yet" : panel.getFailure(),
                    "try again in a few seconds; if it stays so, see the lines LIGHT-013 and LIGHT-014 in the log"));
        }
        return rows;
    }
}
