package dev.lamplighter.base.aws;

import java.util.List;

/** Gives AWS's time, from the dates of its answers. */
public interface AwsTime {
    /** For a service that can't ask AWS. */
    AwsTime UNKNOWN = List::of;

    /** The dates of the last two answers, the older one first; fewer if there were fewer. */
    List<ServerTimeSample> latest();

    /** Makes a small call; its date, if it is answered, is then the last of {@link #latest()}. Never fails. */
    default void ask() {}
}
