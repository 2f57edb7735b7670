package dev.lamplighter.sandbox.cur;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds a line before it is rendered: what each cell holds. A cell is text, an amount that is the same in every hour, or an
 * amount that goes with the hour's usage. Columns the month lacks are skipped.
 */
final class LineDraft {
    private final Columns columns;
    private final NumberStyle numbers;
    private final String[] texts;
    private final @Nullable Amount[] amounts;

    /**
     * A number in a decimal column.
     *
     * @param perUsage whether {@code value} is multiplied by the usage of the hour
     */
    record Amount(long value, boolean perUsage) {}

    LineDraft(Columns columns, NumberStyle numbers) {
        this.columns = columns;
        this.numbers = numbers;
        int size = columns.present().size();
        texts = new String[size];
        Arrays.fill(texts, "");
        amounts = new @Nullable Amount[size];
    }

    LineDraft text(String header, String value) {
        if (columns.has(header)) {
            texts[columns.position(header)] = value;
        }
        return this;
    }

    /** A rate: a number, but in a column of text. */
    LineDraft rate(String header, long value) {
        return text(header, numbers.text(value));
    }

    /** The same amount in every hour. */
    LineDraft amount(String header, long value) {
        amounts[columns.position(header)] = new Amount(value, false);
        return this;
    }

    /** {@code factor} for each unit used. */
    LineDraft amountPerUsage(String header, long factor) {
        amounts[columns.position(header)] = new Amount(factor, factor != 0);
        return this;
    }

    Columns columns() {
        return columns;
    }

    String text(String header) {
        return texts[columns.position(header)];
    }

    String text(int position) {
        return texts[position];
    }

    @Nullable
    Amount amount(int position) {
        return amounts[position];
    }
}
