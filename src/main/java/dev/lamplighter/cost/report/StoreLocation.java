package dev.lamplighter.cost.report;

/**
 * Names a location inside a store, as a URI names it.
 *
 * @param prefix empty, or ending in {@code /}; keys are made by appending to it
 */
public record StoreLocation(ObjectStore store, String prefix) {
    public StoreLocation {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("prefix must be empty or end in /, got " + prefix);
        }
    }
}
