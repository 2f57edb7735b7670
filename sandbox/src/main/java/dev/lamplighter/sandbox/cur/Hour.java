package dev.lamplighter.sandbox.cur;

/**
 * Holds one hour of the month as its lines write it.
 *
 * @param index hours since the month began
 * @param interval {@code 2025-02-01T00:00:00Z/2025-02-01T01:00:00Z}
 */
@SuppressWarnings("ArrayRecordComponent") // written a hundred times a millisecond, compared never
record Hour(int index, byte[] interval, byte[] start, byte[] end) {}
