package dev.lamplighter.window.declare;

/** Text to value. */
@FunctionalInterface
interface ValueParser<T> {
    T parse(String text) throws InvalidValueException;
}
