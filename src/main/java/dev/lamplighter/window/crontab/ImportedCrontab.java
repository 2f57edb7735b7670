package dev.lamplighter.window.crontab;

import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * Holds the result of importing a crontab.
 *
 * @param yaml a windows.yaml whose comments say how each line was understood, and repeat all problems and remarks
 * @param leftOut what the crontab does and the windows don't
 * @param remarks on what was converted
 */
public record ImportedCrontab(String yaml, List<Problem> leftOut, List<Problem> remarks) {
    public ImportedCrontab {
        leftOut = List.copyOf(leftOut);
        remarks = List.copyOf(remarks);
    }
}
