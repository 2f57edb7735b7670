package dev.lamplighter.window.declare;

/**
 * Names a volume and the instance to which it is attached while the window is open; it stays there afterwards.
 *
 * @param id for example {@code vol-0a1b2c3d4e5f60001}
 * @param instance one of the window's
 * @param device its name there, for example {@code /dev/sdf}
 */
public record WindowVolume(String id, String instance, String device) {}
