package dev.lamplighter.sandbox.cur;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what is in a report, exactly: added up while its lines are made, never read back from it. Costs are sums of
 * {@code line_item_unblended_cost}; every amount has ten decimals.
 *
 * @param sums of every decimal column, by AWS's table naming, for example {@code line_item_usage_amount}
 * @param bySegment by the tag {@code user:customersegment}; untagged lines under the empty string
 * @param dataTransferByProduct by {@code line_item_product_code}
 * @param byProductAndSegment by product code, then by the tag as in {@code bySegment}
 */
public record ControlTotals(
        long rows,
        Map<String, BigDecimal> sums,
        Map<String, Subtotal> byLineItemType,
        Map<String, Subtotal> byProductCode,
        Map<String, Subtotal> byAccount,
        Map<String, Subtotal> bySegment,
        Map<String, DataTransfer> dataTransferByProduct,
        Map<String, Map<String, Share>> byProductAndSegment) {
    /** The line item types that count as reserved in the share of reserved spend. */
    public static final Set<String> RESERVED_TYPES = Set.of("DiscountedUsage", "RIFee", "Fee");

    /** Lines and their cost. */
    public record Subtotal(long rows, BigDecimal unblendedCost) {
        static final Subtotal NOTHING = new Subtotal(0, FixedPointDecimals.NOTHING);

        Subtotal plus(Subtotal other) {
            return new Subtotal(rows + other.rows, unblendedCost.add(other.unblendedCost));
        }
    }

    /**
     * Cost of data transfer of one product.
     *
     * @param total of the product, transfer or not
     * @param dataTransfer of lines whose product/usagetype contains {@code DataTransfer}
     * @param in of those that contain {@code DataTransfer-In}
     * @param out of those that contain {@code DataTransfer-Out}
     * @param family of lines whose product/productFamily is {@code Data Transfer}
     * @param interRegion of lines whose product/transferType begins with {@code InterRegion}
     * @param interAz of lines whose product/transferType is {@code IntraRegion}
     */
    public record DataTransfer(
            BigDecimal total,
            BigDecimal dataTransfer,
            BigDecimal in,
            BigDecimal out,
            BigDecimal family,
            BigDecimal interRegion,
            BigDecimal interAz) {
        static final DataTransfer NOTHING = new DataTransfer(
                FixedPointDecimals.NOTHING,
                FixedPointDecimals.NOTHING,
                FixedPointDecimals.NOTHING,
                FixedPointDecimals.NOTHING,
                FixedPointDecimals.NOTHING,
                FixedPointDecimals.NOTHING,
                FixedPointDecimals.NOTHING);

        DataTransfer plus(DataTransfer other) {
            return new DataTransfer(
                    total.add(other.total),
                    dataTransfer.add(other.dataTransfer),
                    in.add(other.in),
                    out.add(other.out),
                    family.add(other.family),
                    interRegion.add(other.interRegion),
                    interAz.add(other.interAz));
        }
    }

    /**
     * Cost of one product in one segment.
     *
     * @param dataTransfer as {@link DataTransfer#dataTransfer}
     * @param reserved of lines of one of the {@link #RESERVED_TYPES}
     */
    public record Share(BigDecimal total, BigDecimal dataTransfer, BigDecimal reserved) {
        static final Share NOTHING =
                new Share(FixedPointDecimals.NOTHING, FixedPointDecimals.NOTHING, FixedPointDecimals.NOTHING);

        Share plus(Share other) {
            return new Share(
                    total.add(other.total), dataTransfer.add(other.dataTransfer), reserved.add(other.reserved));
        }
    }

    public ControlTotals {
        sums = Collections.unmodifiableMap(sums);
        byLineItemType = sorted(byLineItemType);
        byProductCode = sorted(byProductCode);
        byAccount = sorted(byAccount);
        bySegment = sorted(bySegment);
        dataTransferByProduct = sorted(dataTransferByProduct);
        byProductAndSegment = sorted(byProductAndSegment);
    }

    public BigDecimal unblendedCost() {
        return sum("line_item_unblended_cost");
    }

    /** The sum of one decimal column; {@link IllegalArgumentException} when there is none of that name. */
    public BigDecimal sum(String column) {
        BigDecimal sum = sums.get(column);
        if (sum == null) {
            throw new IllegalArgumentException("no decimal column " + column + ", allowed " + sums.keySet());
        }
        return sum;
    }

    /** Cost of the {@link #RESERVED_TYPES}. */
    public BigDecimal reservedCost() {
        return RESERVED_TYPES.stream()
                .map(type -> byLineItemType.getOrDefault(type, Subtotal.NOTHING).unblendedCost())
                .reduce(FixedPointDecimals.NOTHING, BigDecimal::add);
    }

    /** Cost of every other line. */
    public BigDecimal otherCost() {
        return unblendedCost().subtract(reservedCost());
    }

    /** The totals as indented JSON; every amount is a string without exponent or trailing zeros. */
    public String toJson() {
        return ControlTotalsJson.of(this);
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
