package dev.lamplighter.sandbox.cur;

/** Makes the cells that say what is used and what it costs: product/ and pricing/, and rates and costs of the line item. */
final class ProductCells {
    /** Consolidated billing makes the blended rate a little lower. */
    private static final long BLENDED = FixedPointDecimals.of("0.97");

    private static final String ON_DEMAND_TERM = ".JRTCKXETXF.6YS6EN2CT7";

    private ProductCells() {}

    /** A product in a region. */
    static void product(LineDraft line, String serviceCode, String name, String family, UsageLocation usageLocation) {
        String usageType = line.text("lineItem/UsageType");
        line.text("product/ProductName", name)
                .text("product/servicecode", serviceCode)
                .text("product/servicename", name)
                .text("product/productFamily", family)
                .text("product/usagetype", usageType)
                .text("product/location", usageLocation.region().location())
                .text("product/locationType", "AWS Region")
                .text("product/region", usageLocation.region().code())
                .text("product/regionCode", usageLocation.region().code())
                .text("product/sku", sku(serviceCode, usageType));
    }

    static void operation(LineDraft line, String operation) {
        line.text("lineItem/Operation", operation).text("product/operation", operation);
    }

    /** A price per unit used. */
    static void onDemand(LineDraft line, String usd, String unit) {
        long rate = FixedPointDecimals.of(usd);
        long blended = FixedPointDecimals.multiply(rate, BLENDED);
        price(line, rate, unit, "OnDemand");
        line.rate("lineItem/UnblendedRate", rate)
                .rate("lineItem/BlendedRate", blended)
                .amountPerUsage("lineItem/UnblendedCost", rate)
                .amountPerUsage("lineItem/BlendedCost", blended);
    }

    /** A public price that this line does not pay. */
    static void price(LineDraft line, long rate, String unit, String term) {
        String sku = line.text("product/sku");
        Seed seed = new Seed(0).and(sku);
        line.text("pricing/RateCode", sku + ON_DEMAND_TERM)
                .text("pricing/RateId", seed.and("rate").text("123456789", 9))
                .text("pricing/currency", "USD")
                .text("pricing/term", term)
                .text("pricing/unit", unit)
                .rate("pricing/publicOnDemandRate", rate)
                .amountPerUsage("pricing/publicOnDemandCost", rate);
    }

    static void description(LineDraft line, String description) {
        line.text("lineItem/LineItemDescription", description);
    }

    private static String sku(String serviceCode, String usageType) {
        return new Seed(0).and(serviceCode).and(usageType).text("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 16);
    }
}
