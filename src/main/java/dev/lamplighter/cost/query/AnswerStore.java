package dev.lamplighter.cost.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps answers as CSV by folder and file name, each whole or not at all. A name begins with the time in UTC, so that the last one
 * is the latest.
 */
public sealed interface AnswerStore permits AnswerFolder, SharedAnswers {
    /** The names of a folder's answers, in no order. */
    List<String> names(String folder) throws IOException;

    /** The file of a kept answer on this machine. */
    Path file(String folder, String name) throws IOException;

    /**
     * Keeps an answer.
     *
     * @param archiveKey of the copy in the target bucket, which is missing until {@link #archived}; empty if there is to be none
     */
    Path keep(String folder, String name, byte[] csv, String archiveKey) throws IOException;

    /** Keeps what has changed since the answer before, beside the answer. */
    void changed(String folder, String name, byte[] changes) throws IOException;

    /** Answers whose copy in the bucket is still missing, oldest first. */
    List<AnswerFile> unarchived() throws IOException;

    /** Records that the copy of this answer is in the bucket. */
    void archived(Path file) throws IOException;

    /** The file of the latest answer with such a name. */
    default Optional<Path> latest(String folder, Predicate<String> name) throws IOException {
        Optional<String> latest = names(folder).stream().filter(name).max(Comparator.naturalOrder());
        return latest.isEmpty() ? Optional.empty() : Optional.of(file(folder, latest.get()));
    }
}
