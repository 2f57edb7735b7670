package dev.lamplighter.sandbox.cur;

/** Makes the line items of one report: what every line has in common, and what its shape adds. */
final class LineFactory {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 52;

    private final CostReportSpec spec;
    private final Columns columns;
    private final BillingMonthDates calendar;
    private final Seed ids;

    LineFactory(CostReportSpec spec, Columns columns) {
        this.spec = spec;
        this.columns = columns;
        calendar = new BillingMonthDates(spec.billingMonth(), spec.format().style());
        ids = new Seed(spec.seed())
                .and("ids")
                .and(spec.billingMonth().toString())
                .and(spec.version().redelivery());
    }

    LineItem hourly(Slot slot, int occupancy) {
        LineItemTemplate shape = slot.shape();
        ResourceOwner occupant = ResourceOwner.of(slot.seed().and(occupancy), spec.accounts());
        LineDraft line =
                draft(shape.lineItemType() + slot.usageType() + occupant.seed().value());
        line.text("lineItem/ProductCode", shape.productCode())
                .text("lineItem/LineItemType", shape.lineItemType())
                .text("lineItem/UsageType", slot.usageType())
                .text("lineItem/UsageAccountId", occupant.account())
                .text(
                        "reservation/SubscriptionId",
                        occupant.seed().and("subscription").text("123456789", 10))
                .amountPerUsage("lineItem/UsageAmount", FixedPointDecimals.ONE);
        shape.drafting().draft(line, slot.usageLocation(), occupant);
        if (!line.text("lineItem/ResourceId").isEmpty()) {
            Tags.put(line, occupant, spec.oddities().nasty());
        }
        return item(line, shape.meter(), occupant.seed());
    }

    LineItem monthly(MonthlyLine monthly) {
        LineDraft line = draft(monthly.name());
        line.text("identity/TimeInterval", calendar.interval())
                .text("lineItem/UsageStartDate", calendar.start())
                .text("lineItem/UsageEndDate", calendar.end());
        if (monthly.day() != MonthlyLine.WHOLE_MONTH) {
            calendar.putDay(line, monthly.day());
        }
        monthly.drafting().accept(line);
        return item(line, InstanceHourMeter.ONCE, new Seed(0));
    }

    private LineItem item(LineDraft line, InstanceHourMeter meter, Seed seed) {
        LineItem.Rendering rendering = LineRenderer.render(line, spec.format().style());
        return new LineItem(LineFacts.of(line), meter, seed.value(), rendering);
    }

    private LineDraft draft(String name) {
        ReportStyle style = spec.format().style();
        LineDraft line = new LineDraft(columns, style.numbers());
        line.text("identity/LineItemId", ids.and(name).text(BASE32, ID_LENGTH))
                .text("bill/InvoiceId", spec.version().isFinal() ? "939392079" : "")
                .text("bill/InvoicingEntity", "Amazon Web Services, Inc.")
                .text("bill/BillingEntity", "AWS")
                .text("bill/BillType", "Anniversary")
                .text("bill/PayerAccountId", spec.accounts().get(0))
                .text("bill/BillingPeriodStartDate", calendar.start())
                .text("bill/BillingPeriodEndDate", calendar.end())
                .text("lineItem/CurrencyCode", "USD")
                .text("lineItem/LegalEntity", "Amazon Web Services, Inc.");
        if (style.writesAbsentNumbers()) {
            line.amount("lineItem/NormalizedUsageAmount", 0).amount("pricing/publicOnDemandCost", 0);
        }
        return line;
    }
}
