package dev.lamplighter.sandbox.cur;

/** Says how AWS wrote a report's text, manifest and assembly id in a given age. */
public enum ReportStyle {
    /** CRLF, ten decimals always, dates without milliseconds, untyped manifest, UUID assembly ids, files {@code -1}. */
    OF_2018("\r\n", NumberStyle.TEN_DECIMALS, "Z", "-%d"),
    /** LF, numbers as {@code Double.toString}, typed manifest, timestamps as assembly ids, files {@code -00001}. */
    OF_TODAY("\n", NumberStyle.JAVA_DOUBLE, ".000Z", "-%05d");

    private final String lineEnd;
    private final NumberStyle numbers;
    private final String dateEnd;
    private final String fileNumber;

    ReportStyle(String lineEnd, NumberStyle numbers, String dateEnd, String fileNumber) {
        this.lineEnd = lineEnd;
        this.numbers = numbers;
        this.dateEnd = dateEnd;
        this.fileNumber = fileNumber;
    }

    String lineEnd() {
        return lineEnd;
    }

    NumberStyle numbers() {
        return numbers;
    }

    /** What follows the seconds of a DateTime column; a TimeInterval never has milliseconds. */
    String dateEnd() {
        return dateEnd;
    }

    /** What follows the report's name in the name of file {@code number}, which counts from 1. */
    String fileNumber(int number) {
        return fileNumber.formatted(number);
    }

    /** Today an absent optional number is written as zero, in 2018 it was left out. */
    boolean writesAbsentNumbers() {
        return this == OF_TODAY;
    }
}
