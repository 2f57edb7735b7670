package dev.lamplighter.window.crontab;

import java.util.List;

/**
 * What a crontab came to.
 *
 * @param yaml a windows.yaml, with what was understood and every warning in its comments
 * @param warnings a line each
 */
public record ImportedCrontab(String yaml, List<String> warnings) {
    public ImportedCrontab {
        warnings = List.copyOf(warnings);
    }
}
