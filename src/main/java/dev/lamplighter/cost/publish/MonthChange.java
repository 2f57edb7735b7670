package dev.lamplighter.cost.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a month's cost did when a version became current, exactly.
 *
 * @param from assembly that was shown until then; null when it is the month's first
 * @param to assembly that is shown from then on
 * @param currency of both; empty when there are several or none is named
 * @param services that changed, the largest change first
 */
public record MonthChange(
        String month,
        @Nullable String from,
        String to,
        String currency,
        Extent before,
        Extent after,
        List<ServiceChange> services) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Comparator<ServiceChange> LARGEST_FIRST = Comparator.comparing(
                    (ServiceChange change) -> change.by().abs())
            .reversed()
            .thenComparing(ServiceChange::service);

    /** Rows of a version and their cost. */
    public record Extent(long rows, BigDecimal cost) {
        static final Extent NOTHING = new Extent(0, BigDecimal.ZERO);

        static Extent of(ConversionSummary summary) {
            return new Extent(summary.rows(), Publication.cost(summary));
        }
    }

    public MonthChange {
        services = List.copyOf(services);
    }

    static MonthChange between(@Nullable ConversionSummary before, ConversionSummary after) {
        return new MonthChange(
                after.billingPeriod().month(),
                before == null ? null : before.assemblyId(),
                after.assemblyId(),
                currency(before, after),
                before == null ? Extent.NOTHING : Extent.of(before),
                Extent.of(after),
                services(before == null ? Map.of() : before.costByProductCode(), after.costByProductCode()));
    }

    public BigDecimal by() {
        return after.cost().subtract(before.cost());
    }

    /** The largest changes. */
    public List<ServiceChange> top(int most) {
        return services.subList(0, Math.min(most, services.size()));
    }

    /** For example {@code changed by -12.34 USD because of assembly a2}. */
    public String sentence() {
        return from == null
                ? "first version, assembly " + to
                : "changed by " + plain(by()) + (currency.isEmpty() ? "" : " " + currency) + " because of assembly "
                        + to;
    }

    /** One line a service, for example {@code AmazonEC2 -12.34 (100.00 to 87.66)}; nothing for a first version. */
    public List<String> serviceLines(int most) {
        return from == null
                ? List.of()
                : top(most).stream()
                        .map(change -> change.service() + " " + signed(change.by()) + " (" + plain(change.before())
                                + " to " + plain(change.after()) + ")")
                        .toList();
    }

    /** Every digit that counts, without exponent. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static String signed(BigDecimal number) {
        return (number.signum() > 0 ? "+" : "") + plain(number);
    }

    String json() {
        return tree().toString();
    }

    /** Decimals as strings, so that no reader rounds them. */
    ObjectNode tree() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("billingPeriod", month);
        json.put("from", from).put("to", to).put("currency", currency);
        json.put("changedBy", plain(by()));
        json.put("costBefore", plain(before.cost())).put("costAfter", plain(after.cost()));
        json.put("rowsBefore", before.rows()).put("rowsAfter", after.rows());
        ArrayNode list = json.putArray("services");
        services.forEach(change -> list.addObject()
                .put("service", change.service())
                .put("changedBy", plain(change.by()))
                .put("before", plain(change.before()))
                .put("after", plain(change.after())));
        return json;
    }

    static MonthChange ofJson(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            List<ServiceChange> services = new ArrayList<>();
            json.required("services")
                    .forEach(change -> services.add(new ServiceChange(
                            change.required("service").asText(), decimal(change, "before"), decimal(change, "after"))));
            return new MonthChange(
                    json.required("billingPeriod").asText(),
                    json.required("from").isNull()
                            ? null
                            : json.required("from").asText(),
                    json.required("to").asText(),
                    json.required("currency").asText(),
                    new Extent(json.required("rowsBefore").asLong(), decimal(json, "costBefore")),
                    new Extent(json.required("rowsAfter").asLong(), decimal(json, "costAfter")),
                    services);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a change in the cost ledger is no JSON", e);
        }
    }

    private static BigDecimal decimal(JsonNode json, String field) {
        return new BigDecimal(json.required(field).asText());
    }

    private static List<ServiceChange> services(Map<String, Subtotal> before, Map<String, Subtotal> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new ServiceChange(name, cost(before.get(name)), cost(after.get(name))))
                .filter(change -> change.by().signum() != 0)
                .sorted(LARGEST_FIRST)
                .toList();
    }

    private static BigDecimal cost(@Nullable Subtotal subtotal) {
        return subtotal == null ? BigDecimal.ZERO : subtotal.unblendedCost();
    }

    /** Lines without a currency have no cost; AWS China bills in two. */
    private static String currency(@Nullable ConversionSummary before, ConversionSummary after) {
        Set<String> currencies = new TreeSet<>(after.costByCurrency().keySet());
        if (before != null) {
            currencies.addAll(before.costByCurrency().keySet());
        }
        currencies.remove("");
        return currencies.size() == 1 ? currencies.iterator().next() : "";
    }
}
