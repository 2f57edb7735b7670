package dev.lamplighter.cost.parquet.read;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Accepts values of every type and keeps none, to check that they can be read. */
final class DiscardingPrimitiveConverter extends PrimitiveConverter {
    @Override
    public void addBinary(Binary value) {
        // nothing to do: the value could be read
    }

    @Override
    public void addBoolean(boolean value) {
        // nothing to do: the value could be read
    }

    @Override
    public void addDouble(double value) {
        // nothing to do: the value could be read
    }

    @Override
    public void addFloat(float value) {
        // nothing to do: the value could be read
    }

    @Override
    public void addInt(int value) {
        // nothing to do: the value could be read
    }

    @Override
    public void addLong(long value) {
        // nothing to do: the value could be read
    }
}
