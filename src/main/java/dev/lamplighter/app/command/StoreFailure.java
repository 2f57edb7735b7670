package dev.lamplighter.app.command;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Makes the problem COST-007 from a store's exception. Some exceptions of the file system have no message, so that only
 * their class says what is wrong.
 */
final class StoreFailure {
    private StoreFailure() {}

    /**
     * The problem, at the file that failed where the exception names it.
     *
     * @param between the place to name otherwise: source and target of the copy
     */
    static Problem of(IOException e, String between) {
        String where = e instanceof FileSystemException file ? String.valueOf(file.getFile()) : between;
        return new Problem(
                CostProblemCode.STORE_FAILED,
                where,
                reason(e),
                "reading or writing there failed",
                "correct it and run it again");
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
