package dev.lamplighter.panel;

import javax.management.openmbean.CompositeData;

/** Shows an instance and its pixel in JMX. It is a class with getters, because JMX on Java 17 can't read records. */
public final class InstancePixel {
    private final String position;
    private final String instanceId;
    private final String name;
    private final String state;
    private final String meaning;

    InstancePixel(String position, String instanceId, String name, String state, String meaning) {
        this.position = position;
        this.instanceId = instanceId;
        this.name = name;
        this.state = state;
        this.meaning = meaning;
    }

    /** Makes one from its JMX form; proxies of MXBeans in another process call this. */
    public static InstancePixel from(CompositeData data) {
        return new InstancePixel(
                (String) data.get("position"),
                (String) data.get("instanceId"),
                (String) data.get("name"),
                (String) data.get("state"),
                (String) data.get("meaning"));
    }

    /** {@code x,y}, on a further page {@code x,y page 2}. */
    public String getPosition() {
        return position;
    }

    public String getInstanceId() {
        return instanceId;
    }

    /** The Name tag, or the id of an instance that has none. */
    public String getName() {
        return name;
    }

    /** As EC2 names it, {@code running}. */
    public String getState() {
        return state;
    }

    /** What the light says, with checks that fail. */
    public String getMeaning() {
        return meaning;
    }
}
