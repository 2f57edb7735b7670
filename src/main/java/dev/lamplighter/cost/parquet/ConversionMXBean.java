package dev.lamplighter.cost.parquet;

/** In JMX: how far the conversion is that goes on now. */
public interface ConversionMXBean {
    /** See {@link ConversionState#line()}; empty while nothing is converted. */
    String getProgress();
}
