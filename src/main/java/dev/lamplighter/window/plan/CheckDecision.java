package dev.lamplighter.window.plan;

/**
 * A decision about the page that has to answer before a window is ready.
 *
 * @param resource its address
 */
public record CheckDecision(String window, String resource, Verdict verdict) implements Decision {}
