package dev.lamplighter.panel;

import java.util.Map;

/** The panel as JMX shows it. */
public interface PanelMXBean {
    /** For example {@code unicorn-hat}. */
    String getPanelType();

    int getWidth();

    int getHeight();

    /** Instances that the last successful poll listed. */
    int getInstances();

    /** Instances without a pixel of their own at present. */
    int getHiddenInstances();

    /** Frames written to the panel, refreshes included. */
    long getFramesShown();

    /** ISO-8601 in UTC; empty before the first successful poll. */
    String getLastPollAt();

    /** Polls missed since the last success. */
    int getMissedPolls();

    /** FRESH, STALE or LOST. */
    String getFreshness();

    /** Instance id to {@code x,y state colour name}; a kept pixel of an instance that is gone is {@code x,y kept}. */
    Map<String, String> getPixels();

    /** One line of {@code #rrggbb} a row; empty while nothing is shown. */
    String[] getFrame();

    /** One line that says why the panel can't be drawn; empty when it can. */
    String getFailure();
}
