package dev.lamplighter.window.crontab.script;

import dev.lamplighter.base.code.WindowProblemCode;

/**
 * Holds something that is to be told about a line of a script.
 *
 * @param code {@link WindowProblemCode#CRONTAB_REMARK} for what costs nothing
 * @param line from 1
 */
public record ScriptFinding(WindowProblemCode code, int line, String what, String why, String fix) {
    /** Whether nothing is missing from the windows because of it. */
    public boolean isRemark() {
        return code == WindowProblemCode.CRONTAB_REMARK;
    }
}
