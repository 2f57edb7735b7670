package dev.lamplighter.benchmarks.convert;

/**
 * One run of one process with all that it started.
 *
 * @param wallSeconds from before it was started until it was waited for
 * @param cpuSeconds user and system, of all threads and child processes
 * @param peakBytes resident, of its largest process
 * @param outputBytes of the Parquet files; 0 when it writes none
 */
record Measurement(double wallSeconds, double cpuSeconds, long peakBytes, long outputBytes) {
    /** What can be compared. */
    enum Metric {
        WALL("wall"),
        CPU("CPU"),
        PEAK("peak RSS"),
        OUTPUT("output");

        private final String label;

        Metric(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    double get(Metric metric) {
        return switch (metric) {
            case WALL -> wallSeconds;
            case CPU -> cpuSeconds;
            case PEAK -> peakBytes;
            case OUTPUT -> outputBytes;
        };
    }
}
