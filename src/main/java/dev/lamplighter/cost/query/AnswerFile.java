package dev.lamplighter.cost.query;

import java.nio.file.Path;

/**
 * Names an answer in the local history, and its key in the target bucket.
 *
 * @param archiveKey made only of names that the service has chosen
 */
public record AnswerFile(Path file, String archiveKey) {}
