package dev.lamplighter.base.aws;

import java.util.List;

/** Gives AWS's time, taken from the Date headers of its answers. */
public interface AwsTime {
    /** For a service that can't ask AWS. */
    AwsTime UNKNOWN = List::of;

    /** The dates of the last two answers, the older one first; fewer if there were fewer. */
    List<ServerTimeSample> latest();

    /** Makes a small call, whose date, if it is answered, becomes the last of {@link #latest()}. Never throws. */
    default void ask() {}
}
