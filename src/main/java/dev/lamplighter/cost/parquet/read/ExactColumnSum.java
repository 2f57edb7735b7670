package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.cost.parquet.schema.DoubleEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Adds up one column exactly; values in the dictionary are counted and multiplied. */
final class ExactColumnSum extends PrimitiveConverter {
    private final ParquetReportColumn column;
    private final PrimitiveTypeName stored;
    private BigDecimal[] dictionary = {};
    private long[] counts = {};
    private BigDecimal sum = BigDecimal.ZERO;

    ExactColumnSum(ParquetReportColumn column) {
        this.column = column;
        this.stored = column.descriptor().getPrimitiveType().getPrimitiveTypeName();
    }

    /** The exact sum of all values taken so far. */
    BigDecimal sum() {
        for (int id = 0; id < counts.length; id++) {
            if (counts[id] > 0) {
                sum = sum.add(dictionary[id].multiply(BigDecimal.valueOf(counts[id])));
                counts[id] = 0;
            }
        }
        return sum;
    }

    /** The number at a reader's position, without adding it. */
    BigDecimal current(ColumnReader reader) {
        return switch (stored) {
            case DOUBLE -> DoubleEncoder.decimal(reader.getDouble());
            case FLOAT -> decimal(reader.getFloat());
            case INT32 -> decimal(reader.getInteger());
            case INT64 -> decimal(reader.getLong());
            default -> decimal(reader.getBinary());
        };
    }

    @Override
    public boolean hasDictionarySupport() {
        return true;
    }

    @Override
    public void setDictionary(Dictionary values) {
        sum();
        dictionary = new BigDecimal[values.getMaxId() + 1];
        counts = new long[dictionary.length];
        for (int id = 0; id < dictionary.length; id++) {
            dictionary[id] = decoded(values, id);
        }
    }

    private BigDecimal decoded(Dictionary values, int id) {
        return switch (stored) {
            case DOUBLE -> DoubleEncoder.decimal(values.decodeToDouble(id));
            case FLOAT -> decimal(values.decodeToFloat(id));
            case INT32 -> decimal(values.decodeToInt(id));
            case INT64 -> decimal(values.decodeToLong(id));
            default -> decimal(values.decodeToBinary(id));
        };
    }

    @Override
    public void addValueFromDictionary(int id) {
        counts[id]++;
    }

    @Override
    public void addDouble(double value) {
        sum = sum.add(DoubleEncoder.decimal(value));
    }

    @Override
    public void addFloat(float value) {
        sum = sum.add(decimal(value));
    }

    @Override
    public void addInt(int value) {
        sum = sum.add(decimal(value));
    }

    @Override
    public void addLong(long value) {
        sum = sum.add(decimal(value));
    }

    @Override
    public void addBinary(Binary value) {
        sum = sum.add(decimal(value));
    }

    private static BigDecimal decimal(float value) {
        return new BigDecimal(Float.toString(value));
    }

    private BigDecimal decimal(long unscaled) {
        return BigDecimal.valueOf(unscaled, column.scale());
    }

    private BigDecimal decimal(Binary unscaled) {
        return new BigDecimal(new BigInteger(unscaled.getBytes()), column.scale());
    }
}
