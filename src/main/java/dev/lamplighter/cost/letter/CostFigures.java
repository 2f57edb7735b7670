package dev.lamplighter.cost.letter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.VisibleText;
import dev.lamplighter.cost.chart.Chart;
import dev.lamplighter.cost.chart.ChartTable;
import dev.lamplighter.cost.chart.Markup;
import dev.lamplighter.cost.chart.SvgCharts;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a letter would say of the month that runs as JSON, for the status page: the same numbers, sentences and
 * charts, each rounded with the exact value behind. It is made of the kept answers, at most twice a minute however often it
 * is asked for.
 */
final class CostFigures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final CostLetters letters;
    private String latest = "";
    private long madeAt;

    CostFigures(CostLetters letters) {
        this.letters = letters;
    }

    /** {@code reports}, one for each report; see docs/reference/json.md. */
    synchronized String json() throws IOException {
        long now = System.nanoTime();
        if (latest.isEmpty() || now - madeAt > KEPT.toNanos()) {
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode reports = answer.putArray("reports");
            for (LetterRequest request : letters.ofThisMonth()) {
                reports.add(report(request, letters.content(request)));
            }
            latest = JSON.writeValueAsString(answer);
            madeAt = now;
        }
        return latest;
    }

    private static ObjectNode report(LetterRequest request, LetterContent content) {
        ObjectNode report = JSON.createObjectNode();
        report.put("report", request.report()).put("month", request.month().toString());
        report.put("title", content.title()).put("warning", content.warning());
        ArrayNode figures = report.putArray("figures");
        content.figures().forEach(figure -> figures.add(figure(figure)));
        content.sentences().forEach(report.putArray("sentences")::add);
        ArrayNode sections = report.putArray("sections");
        content.sections().forEach(section -> sections.add(section(section)));
        return report;
    }

    private static ObjectNode figure(LetterContent.Figure figure) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", figure.name()).put("value", figure.value());
        json.put("beside", figure.beside()).put("exact", figure.exact());
        LetterContent.Budget budget = figure.budget();
        if (budget == null) {
            json.putNull("budget");
        } else {
            json.putObject("budget").put("spent", plain(budget.spent())).put("forecast", plain(budget.forecast()));
        }
        return json;
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static ObjectNode section(LetterContent.Section section) {
        ObjectNode json = JSON.createObjectNode();
        json.put("heading", section.heading()).put("lead", section.lead()).put("note", section.note());
        ArrayNode charts = json.putArray("charts");
        section.charts().forEach(chart -> charts.add(chart(chart)));
        return json;
    }

    private static ObjectNode chart(Chart chart) {
        ObjectNode json = JSON.createObjectNode();
        json.put("title", VisibleText.of(LetterWords.titleOf(chart))).put("unit", VisibleText.of(chart.unit()));
        json.put("kind", chart.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        json.put("description", VisibleText.of(chart.description()));
        Markup markup = new Markup();
        SvgCharts.write(chart, markup, "chart");
        json.put("svg", markup.toString());
        ObjectNode table = json.putObject("table");
        chart.table().headings().forEach(table.putArray("headings")::add);
        ArrayNode rows = table.putArray("rows");
        for (var cells : chart.table().rows()) {
            ArrayNode row = rows.addArray();
            cells.forEach(cell -> row.add(cell(cell)));
        }
        return json;
    }

    private static ObjectNode cell(ChartTable.Cell cell) {
        return JSON.createObjectNode()
                .put("shown", VisibleText.of(cell.shown()))
                .put("exact", VisibleText.of(cell.exact()));
    }
}
