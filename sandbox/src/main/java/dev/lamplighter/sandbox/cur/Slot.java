package dev.lamplighter.sandbox.cur;

/**
 * Holds one line of the hours of a month: what is used where never changes, who uses it changes now and then.
 *
 * @param lifeHours how long an occupant stays
 * @param offsetHours how far the first occupant's stay had come when the month began
 */
record Slot(LineItemTemplate shape, UsageLocation usageLocation, Seed seed, int lifeHours, int offsetHours) {
    private static final int[] LIVES = {24, 168, 744, 744};

    static Slot of(LineItemTemplate shape, Seed seed) {
        int life = LIVES[seed.and("life").below(LIVES.length)];
        return new Slot(
                shape, UsageLocation.of(seed), seed, life, seed.and("offset").below(life));
    }

    String usageType() {
        return shape.usageType().apply(usageLocation);
    }

    /** Counts the occupants of the month. */
    int occupancy(int hour) {
        return (hour + offsetHours) / lifeHours;
    }
}
