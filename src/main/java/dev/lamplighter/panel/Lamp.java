package dev.lamplighter.panel;

import dev.lamplighter.fleet.InstanceState;

/**
 * One instance at its pixel.
 *
 * @param index of the pixel, row-major
 * @param name the Name tag, or the id
 */
public record Lamp(int index, String instanceId, String name, InstanceState state) {}
