package dev.lamplighter.base.aws;

import java.util.List;

/** Tells what time it is for AWS. */
public interface AwsTime {
    /** Nobody can be asked. */
    AwsTime UNKNOWN = List::of;

    /** What the last two answers said, the older one first; fewer if there were fewer. */
    List<ResponseDate> latest();

    /** Asks for something cheap; what comes of it, if anything, is then the last of {@link #latest()}. Never fails. */
    default void ask() {}
}
