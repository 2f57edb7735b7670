package dev.lamplighter.cost.parquet;

/** Shows the progress of the present conversion in JMX. */
public interface ConversionMXBean {
    /** See {@link ConversionProgressStatus#line()}; empty while nothing is converted. */
    String getProgress();

    /** How much of the files has been read, 0 to 100; -1 while nothing is converted. */
    int getPercent();
}
