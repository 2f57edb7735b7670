package dev.lamplighter.trino;

/** Placeholder, replaced by the engine's main class. */
public final class TrinoMain {
    private TrinoMain() {}

    public static void main(String[] args) {}
}
