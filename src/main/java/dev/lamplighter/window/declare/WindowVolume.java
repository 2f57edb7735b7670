package dev.lamplighter.window.declare;

/**
 * A volume and where it belongs while the window is open; it is left there afterwards.
 *
 * @param id for example {@code vol-0a1b2c3d4e5f60001}
 * @param instance one of the window's
 * @param device its name there, for example {@code /dev/sdf}
 */
public record WindowVolume(String id, String instance, String device) {}
