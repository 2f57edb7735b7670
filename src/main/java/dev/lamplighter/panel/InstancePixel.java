package dev.lamplighter.panel;

import dev.lamplighter.panel.pixel.OwnedPixel;

/** Shows an instance and its pixel in JMX. It is a class with getters, because JMX on Java 17 can't read records. */
public final class InstancePixel {
    private final String position;
    private final OwnedPixel pixel;
    private final String meaning;

    InstancePixel(String position, OwnedPixel pixel, String meaning) {
        this.position = position;
        this.pixel = pixel;
        this.meaning = meaning;
    }

    /** {@code x,y}, on a further page {@code x,y page 2}. */
    public String getPosition() {
        return position;
    }

    public String getInstanceId() {
        return pixel.instanceId();
    }

    /** The Name tag, or the id of an instance that has none. */
    public String getName() {
        return pixel.name();
    }

    /** As EC2 names it, {@code running}. */
    public String getState() {
        return pixel.state().awsName();
    }

    /** What the light says, with checks that fail. */
    public String getMeaning() {
        return meaning;
    }
}
