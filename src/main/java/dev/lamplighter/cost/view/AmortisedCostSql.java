package dev.lamplighter.cost.view;

import static dev.lamplighter.cost.athena.HiveName.identifier;

import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the SQL for the amortised cost of a line item: fees of commitments are spread over the usage that they pay for, as
 * AWS's documents define it ("Understanding your amortized reservation data", "Understanding your Savings Plans data"). The
 * unused part of a commitment stays as the cost of its fee. A column that a table lacks counts as 0. In a month whose report
 * has no effective costs for a kind of commitment, nothing can be spread, and the line items keep their unblended cost.
 */
final class AmortisedCostSql {
    private static final String TYPE = "line_item_line_item_type";
    private static final String UNBLENDED = "line_item_unblended_cost";
    private static final String SAVINGS_PLAN_EFFECTIVE = "savings_plan_savings_plan_effective_cost";
    private static final String COMMITMENT = "savings_plan_total_commitment_to_date";
    private static final String USED_COMMITMENT = "savings_plan_used_commitment";
    private static final String COMMITMENT_UPFRONT = "savings_plan_amortized_upfront_commitment_for_billing_period";
    private static final String RESERVATION_EFFECTIVE = "reservation_effective_cost";
    private static final String USED_UPFRONT = "reservation_amortized_upfront_cost_for_usage";
    private static final String UNUSED_UPFRONT = "reservation_unused_amortized_upfront_fee_for_billing_period";
    private static final String UNUSED_RECURRING = "reservation_unused_recurring_fee";
    private static final String RESERVATION = "reservation_reservation_a_r_n";
    private static final String FOCUS_EFFECTIVE = "effectivecost";
    private static final String FOCUS_BILLED = "billedcost";
    private static final String FOCUS_COMMITMENT_STATUS = "commitmentdiscountstatus";

    /** The columns for which there is one after discounts, with its name. */
    private static final Map<String, String> NET = Map.of(
            UNBLENDED, "line_item_net_unblended_cost",
            SAVINGS_PLAN_EFFECTIVE, "savings_plan_net_savings_plan_effective_cost",
            RESERVATION_EFFECTIVE, "reservation_net_effective_cost",
            UNUSED_UPFRONT, "reservation_net_unused_amortized_upfront_fee_for_billing_period",
            UNUSED_RECURRING, "reservation_net_unused_recurring_fee");

    private final Map<String, String> columns;
    private final Map<String, Set<String>> months;

    /**
     * Makes the SQL for one table.
     *
     * @param columns name to Hive type
     * @param months the names of the columns that each month has
     */
    AmortisedCostSql(Map<String, String> columns, Map<String, Set<String>> months) {
        this.columns = columns;
        this.months = months;
    }

    /** The columns that a view adds: expression by name, in order. */
    Map<String, String> added() {
        Map<String, String> added = new LinkedHashMap<>();
        added.put("amortised_cost", cost(this::number));
        added.put("net_amortised_cost", cost(this::net));
        added.put("unused_commitment_cost", unused());
        added.put("amortised_upfront_cost", upfront());
        return added;
    }

    private String cost(UnaryOperator<String> number) {
        if (isFocus()) {
            return focusCost();
        }
        if (!columns.containsKey(UNBLENDED)) {
            return asDecimal("NULL");
        }
        Map<String, String> cases = savingsPlan(Map.of(
                is("SavingsPlanCoveredUsage"),
                number.apply(SAVINGS_PLAN_EFFECTIVE),
                is("SavingsPlanRecurringFee"),
                number.apply(COMMITMENT) + " - " + number.apply(USED_COMMITMENT),
                is("SavingsPlanNegation"),
                "0",
                is("SavingsPlanUpfrontFee"),
                "0"));
        cases.putAll(reservation(Map.of(
                is("DiscountedUsage"),
                number.apply(RESERVATION_EFFECTIVE),
                is("RIFee"),
                number.apply(UNUSED_UPFRONT) + " + " + number.apply(UNUSED_RECURRING),
                is("Fee") + " AND " + isOfReservation(),
                "0")));
        return choice(cases, number.apply(UNBLENDED));
    }

    /** The cost of unused commitments, which is a part of the amortised cost. */
    private String unused() {
        if (isFocus()) {
            return columns.containsKey(FOCUS_COMMITMENT_STATUS)
                    ? choice(Map.of(identifier(FOCUS_COMMITMENT_STATUS) + " = 'Unused'", focusCost()), "0")
                    : asDecimal("NULL");
        }
        Map<String, String> cases = savingsPlan(
                Map.of(is("SavingsPlanRecurringFee"), number(COMMITMENT) + " - " + number(USED_COMMITMENT)));
        cases.putAll(reservation(Map.of(is("RIFee"), number(UNUSED_UPFRONT) + " + " + number(UNUSED_RECURRING))));
        return choice(cases, "0");
    }

    /** The line item's share of upfront fees, used or not, which is a part of the amortised cost. */
    private String upfront() {
        if (isFocus()) {
            return asDecimal("NULL"); // FOCUS has no column for it
        }
        Map<String, String> cases = savingsPlan(Map.of(is("SavingsPlanRecurringFee"), number(COMMITMENT_UPFRONT)));
        cases.putAll(
                reservation(Map.of(is("DiscountedUsage"), number(USED_UPFRONT), is("RIFee"), number(UNUSED_UPFRONT))));
        return choice(cases, "0");
    }

    private boolean isFocus() {
        return columns.containsKey(FOCUS_EFFECTIVE) || columns.containsKey(FOCUS_BILLED);
    }

    /** FOCUS has it as a column, after discounts; the billed cost where it is missing. */
    private String focusCost() {
        return Stream.of(FOCUS_EFFECTIVE, FOCUS_BILLED)
                .filter(columns::containsKey)
                .map(this::decimal)
                .collect(Collectors.joining(", ", "COALESCE(", ", 0)"));
    }

    private Map<String, String> savingsPlan(Map<String, String> cases) {
        return inMonthsWith(SAVINGS_PLAN_EFFECTIVE, cases);
    }

    private Map<String, String> reservation(Map<String, String> cases) {
        return inMonthsWith(RESERVATION_EFFECTIVE, cases);
    }

    /** The cases that hold in months whose report has the column. */
    private Map<String, String> inMonthsWith(String column, Map<String, String> cases) {
        Map<String, String> held = new TreeMap<>();
        if (columns.containsKey(column) && columns.containsKey(TYPE)) {
            String without = months.entrySet().stream()
                    .filter(month -> !month.getValue().contains(column))
                    .map(month -> HiveName.literal(month.getKey()))
                    .sorted()
                    .collect(Collectors.joining(", "));
            String months = without.isEmpty() ? "" : " AND " + TableDdl.PARTITION_KEY + " NOT IN (" + without + ")";
            cases.forEach((condition, cost) -> held.put(condition + months, cost));
        }
        return held;
    }

    private static String choice(Map<String, String> cases, String otherwise) {
        return cases.isEmpty()
                ? asDecimal(otherwise)
                : asDecimal(cases.entrySet().stream()
                        .map(one -> "WHEN " + one.getKey() + " THEN " + one.getValue())
                        .collect(Collectors.joining(" ", "CASE ", " ELSE " + otherwise + " END")));
    }

    private static String is(String type) {
        return identifier(TYPE) + " = '" + type + "'";
    }

    private String isOfReservation() {
        return columns.containsKey(RESERVATION) ? "COALESCE(" + identifier(RESERVATION) + ", '') <> ''" : "false";
    }

    /** The column after discounts, or the one before them in months that have no column after discounts. */
    private String net(String name) {
        String net = NET.getOrDefault(name, "");
        return columns.containsKey(net) ? "COALESCE(" + decimal(net) + ", " + number(name) + ")" : number(name);
    }

    /** The column as an exact decimal, 0 where there is no value. */
    private String number(String name) {
        return columns.containsKey(name) ? "COALESCE(" + decimal(name) + ", 0)" : asDecimal("0");
    }

    private String decimal(String name) {
        String column = identifier(name);
        String type = columns.getOrDefault(name, "");
        return type.equals(ColumnType.DECIMAL.hiveType())
                ? column
                : asDecimal(type.equals(ColumnType.STRING.hiveType()) ? "NULLIF(" + column + ", '')" : column);
    }

    private static String asDecimal(String expression) {
        return "CAST(" + expression + " AS DECIMAL(24, 10))";
    }
}
