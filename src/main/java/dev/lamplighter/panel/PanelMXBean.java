package dev.lamplighter.panel;

import java.util.List;
import java.util.Map;

/** Shows the panel in JMX. */
public interface PanelMXBean {
    /** For example {@code unicorn-hat}. */
    String getPanelType();

    int getWidth();

    int getHeight();

    /** {@code classic} or {@code safe}. */
    String getPalette();

    /** {@code full}, {@code reduced} or {@code none}. */
    String getMotion();

    /** {@code priority}, {@code page} or {@code aggregate}. */
    String getOverflow();

    /** Instances that the last successful poll listed. */
    int getInstances();

    /** Instances without a pixel of their own at present. */
    int getHiddenInstances();

    /** The number of frames written to the panel, including refreshes. */
    long getFramesShown();

    /** The time of the last successful poll, ISO 8601 in UTC; empty before the first. */
    String getLastPollAt();

    /** Polls missed since the last success, of the source that has missed most. */
    int getMissedPolls();

    /** FRESH, NO_POLL_YET, STALE or LOST: the worst of all sources. */
    String getFreshness();

    /**
     * Maps the name of each source to a line such as {@code FRESH, as of 2026-..., missed 0}; a single source without a name
     * is {@code ""}.
     */
    Map<String, String> getSources();

    /** Maps each instance id to {@code x,y state colour name}, or to {@code x,y kept} if the instance is gone. */
    Map<String, String> getPixels();

    /** Maps each pixel {@code x,y} ({@code x,y page 2} on a further page) to its meaning, such as {@code web: running}. */
    Map<String, String> getMeanings();

    /** The instances that have a pixel at present, by its position. */
    List<InstancePixel> getInstancePixels();

    /** One line for each assigned pixel and for each instance without one: pixel, name, id, meaning, source, pin. */
    String[] getMap();

    /** One line of {@code #rrggbb} values for each row; empty while nothing is shown. */
    String[] getFrame();

    /** One line that says why the panel can't be drawn; empty if it can. */
    String getFailure();
}
