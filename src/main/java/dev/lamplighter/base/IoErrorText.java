package dev.lamplighter.base;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;

/** Says why a file or a database can't be used, in words for the person who can free space or set permissions. */
public final class IoErrorText {
    private static final Set<Integer> CLOSED =
            Set.of(ErrorCode.DATABASE_IS_CLOSED, ErrorCode.DATABASE_CALLED_AT_SHUTDOWN, ErrorCode.OBJECT_CLOSED);

    private IoErrorText() {}

    /** The reason, with the file if it is known; one line. */
    public static String of(Throwable failure) {
        return io(failure)
                .map(IoErrorText::words)
                .orElseGet(() -> isClosed(failure)
                        ? "it was closed after an earlier failure and is opened again at the next use"
                        : String.valueOf(failure.getMessage()).replaceAll("\\s+", " "));
    }

    /** The reason alone, for a line that names the file already. */
    public static String ofFile(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied for the user " + LoginUser.name();
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        return failure instanceof IOException io ? plain(io) : String.valueOf(failure.getMessage());
    }

    /** Whether the disk or its permissions fail, and not the content of the file. */
    static boolean isOfDisk(Throwable failure) {
        return io(failure).filter(IoErrorText::isOfDisk).isPresent();
    }

    /** Whether the file of a database can't be used now, rather than a statement being wrong. */
    static boolean isOfFile(SQLException failure) {
        return io(failure).isPresent() || isClosed(failure);
    }

    /** The innermost I/O failure: H2 and JDBC wrap it several times. */
    private static Optional<IOException> io(Throwable failure) {
        Optional<IOException> deepest = Optional.empty();
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 20; at = at.getCause(), depth++) {
            if (at instanceof FileSystemException named) {
                return Optional.of(named);
            }
            if (at instanceof IOException io) {
                deepest = Optional.of(io);
            }
        }
        return deepest;
    }

    private static boolean isOfDisk(IOException failure) {
        String said = said(failure);
        return failure instanceof AccessDeniedException
                || said.contains("no space left")
                || said.contains("quota exceeded")
                || said.contains("read-only file system")
                || said.contains("permission denied")
                || said.contains("too many open files");
    }

    private static String words(IOException failure) {
        String what = failure instanceof AccessDeniedException ? "permission denied" : said(failure);
        String where = failure instanceof FileSystemException named ? " (" + named.getFile() + ")" : "";
        return what + where;
    }

    private static String said(IOException failure) {
        return plain(failure).toLowerCase(Locale.ROOT);
    }

    private static String plain(IOException failure) {
        String reason = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }

    /** Whether the database is closed: H2 closes it by itself when a write fails. */
    static boolean isClosed(Throwable failure) {
        return failure instanceof SQLException sql && CLOSED.contains(sql.getErrorCode());
    }
}
