package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a database can't be used, and when that is told. */
final class IoErrorTextTest {
    private static SQLException because(Throwable cause) {
        return new SQLException("General error", "HY000", ErrorCode.GENERAL_ERROR_1, new RuntimeException(cause));
    }

    private static SQLException closed() {
        return new SQLException("The database has been closed", "90098", ErrorCode.DATABASE_IS_CLOSED);
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, true",
        "Disk quota exceeded, true",
        "Read-only file system, true",
        "Permission denied, true",
        "Too many open files, true",
        "Connection reset, false",
        ", false"
    })
    void whatADiskSaysIsKnown(String message, boolean ofDisk) {
        SQLException failure = because(new IOException(message));

        assertThat(IoErrorText.isOfDisk(failure)).isEqualTo(ofDisk);
        assertThat(IoErrorText.isOfFile(failure)).isTrue();
        assertThat(IoErrorText.of(failure))
                .isEqualTo(message == null ? "ioexception" : message.toLowerCase(Locale.ROOT));
    }

    @Test
    void theFileIsNamedWhereItIsKnown() {
        assertThat(IoErrorText.of(because(new FileSystemException("/state/db", null, "No space left on device"))))
                .isEqualTo("no space left on device (/state/db)");
        assertThat(IoErrorText.of(because(new AccessDeniedException("/state/db"))))
                .isEqualTo("permission denied (/state/db)");
        assertThat(IoErrorText.isOfDisk(because(new AccessDeniedException("/state/db"))))
                .isTrue();
        assertThat(IoErrorText.of(because(new FileSystemException("/state/db", null, null))))
                .isEqualTo("filesystemexception (/state/db)");
        assertThat(IoErrorText.of(because(
                        new FileSystemException("/state/db", null, "above").initCause(new IOException("below")))))
                .isEqualTo("above (/state/db)");
    }

    @Test
    void theReasonAloneIsInWordsForAPerson() {
        assertThat(IoErrorText.ofFile(new NoSuchFileException("a"))).isEqualTo("no such file or folder");
        assertThat(IoErrorText.ofFile(new AccessDeniedException("a")))
                .isEqualTo("permission denied for the user " + LoginUser.name());
        assertThat(IoErrorText.ofFile(new NotDirectoryException("a"))).isEqualTo("it is no folder");
        assertThat(IoErrorText.ofFile(new MalformedInputException(1))).isEqualTo("it is not UTF-8");
        assertThat(IoErrorText.ofFile(new FileSystemException("a", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(IoErrorText.ofFile(new IllegalStateException("odd"))).isEqualTo("odd");
    }

    @Test
    void theDeepestCauseIsTheReason() {
        assertThat(IoErrorText.of(because(new IOException("outer", new IOException("inner")))))
                .isEqualTo("inner");
    }

    @Test
    void causesInACircleEnd() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);

        assertThat(IoErrorText.of(because(first))).isIn("first", "second");
    }

    @Test
    void whatWasClosedAfterAFailureIsOpenedAgain() {
        assertThat(IoErrorText.of(closed())).contains("is opened again at the next use");
        assertThat(IoErrorText.isOfFile(closed())).isTrue();
        assertThat(IoErrorText.isOfDisk(closed())).isFalse();
    }

    @Test
    void whatWasAskedWronglyIsNoFailureOfTheFile() {
        SQLException syntax = new SQLException("Syntax\n error", "42000", ErrorCode.SYNTAX_ERROR_1);

        assertThat(IoErrorText.isOfFile(syntax)).isFalse();
        assertThat(IoErrorText.of(syntax)).isEqualTo("Syntax error");
    }

    @Test
    void troubleBeginsWithAFailureOfTheFileAndEndsWhenItsDiskTakesWrites() {
        boolean[] takes = {false};
        DatabaseFailureLog trouble = new DatabaseFailureLog("db", () -> takes[0]);

        assertThat(trouble.failed(new SQLException("Syntax"), trouble.began()).line())
                .contains("look at the database");
        assertThat(trouble.isTold()).isFalse();
        assertThat(trouble.failed(because(new IOException("No space left on device")), trouble.began())
                        .line())
                .startsWith("CONFIG-034  db  can't be used: no space left on device")
                .contains("free some space");
        assertThat(trouble.isTold()).isTrue();

        trouble.worked();
        assertThat(trouble.isTold()).as("some writes succeed on a full disk").isTrue();
        takes[0] = true;
        trouble.worked();
        assertThat(trouble.isTold()).isFalse();
    }

    @Test
    void aUseThatAnOutageEndedUnderIsNoOutageOfItsOwn() {
        DatabaseFailureLog trouble = new DatabaseFailureLog("db", () -> true);
        long before = trouble.began();
        trouble.failed(closed(), before);
        trouble.worked();

        trouble.failed(closed(), before);
        assertThat(trouble.isTold()).isFalse();
        trouble.failed(closed(), trouble.began());
        assertThat(trouble.isTold()).isTrue();
    }
}
