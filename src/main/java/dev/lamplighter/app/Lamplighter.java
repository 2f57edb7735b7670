package dev.lamplighter.app;

/** The one entry point of {@code bin/lamplighter}. */
public final class Lamplighter {
    private Lamplighter() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
