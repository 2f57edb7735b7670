package dev.lamplighter.window.crontab;

import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * What a crontab came to.
 *
 * @param yaml a windows.yaml, with what was understood and everything that is told in its comments
 * @param leftOut what the crontab does and the windows don't
 * @param remarks on what was taken over
 */
public record ImportedCrontab(String yaml, List<Problem> leftOut, List<Problem> remarks) {
    public ImportedCrontab {
        leftOut = List.copyOf(leftOut);
        remarks = List.copyOf(remarks);
    }
}
