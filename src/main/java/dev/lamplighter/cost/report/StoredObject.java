package dev.lamplighter.cost.report;

import java.time.Instant;

/**
 * Names one object in a store, pinned: {@code eTag} identifies its content when it was listed or looked up.
 *
 * @param key path inside the store, no leading slash added or removed
 * @param eTag S3's ETag with its quotes, or size and modification time of a file
 */
public record StoredObject(String key, String eTag, long sizeBytes, Instant lastModified) {}
