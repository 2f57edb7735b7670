package dev.lamplighter.cost.query;

import java.nio.file.Path;

/**
 * An answer in the local history and its place in the target bucket.
 *
 * @param archiveKey made of our own names only
 */
public record AnswerFile(Path file, String archiveKey) {}
