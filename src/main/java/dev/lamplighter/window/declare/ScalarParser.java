package dev.lamplighter.window.declare;

/** Parses the text of a value. */
@FunctionalInterface
interface ScalarParser<T> {
    T parse(String text) throws InvalidValueException;
}
