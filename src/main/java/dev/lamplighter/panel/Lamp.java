package dev.lamplighter.panel;

import dev.lamplighter.fleet.InstanceState;

/**
 * One instance (or what stands for several) at its pixel.
 *
 * @param index of the pixel, row-major
 * @param page on which it is seen, from 0; -1 for a pinned one, which is on every page
 */
public record Lamp(int index, int page, Tenant tenant) {
    /** The pages of a lamp that is on all of them. */
    static final int EVERY_PAGE = -1;

    public String instanceId() {
        return tenant.id();
    }

    public String name() {
        return tenant.name();
    }

    public InstanceState state() {
        return tenant.state();
    }

    boolean isOn(int shown) {
        return page == EVERY_PAGE || page == shown;
    }
}
