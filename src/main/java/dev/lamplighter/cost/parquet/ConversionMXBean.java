package dev.lamplighter.cost.parquet;

/** Shows the progress of the present conversion in JMX. */
public interface ConversionMXBean {
    /** See {@link ConversionProgressStatus#line()}; empty while nothing is converted. */
    String getProgress();
}
