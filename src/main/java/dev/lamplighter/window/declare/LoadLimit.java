package dev.lamplighter.window.declare;

import java.math.BigDecimal;

/**
 * Says up to which average of a CloudWatch metric the machines of a slot are enough.
 *
 * @param namespace of the metric, for example {@code AWS/EC2}
 * @param metric its name; its one dimension is {@code InstanceId}
 * @param most the average from which on one machine more is needed
 */
public record LoadLimit(String namespace, String metric, double most) {
    private static final String EC2 = "AWS/EC2";
    private static final String CPU = "CPUUtilization";

    /** A limit in percent of the processors' time. */
    public static LoadLimit cpu(double percent) {
        return new LoadLimit(EC2, CPU, percent);
    }

    /** Whether EC2 itself measures it: once a minute only with detailed monitoring. */
    public boolean isCpu() {
        return namespace.equals(EC2) && metric.equals(CPU);
    }

    /** A value in words, as in {@code 81 % CPU} or {@code 260 Connections}. */
    public String words(double value) {
        return BigDecimal.valueOf(Math.round(value)).toPlainString() + (isCpu() ? " % CPU" : " " + metric);
    }
}
