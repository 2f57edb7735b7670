package dev.lamplighter.cost.letter;

import dev.lamplighter.cost.chart.Chart;
import dev.lamplighter.cost.chart.ChartTable;
import dev.lamplighter.cost.chart.Markup;
import dev.lamplighter.cost.chart.SvgCharts;

/** Writes a letter as one HTML file that needs nothing else: charts as SVG, the table behind each below it. */
final class LetterPage {
    private static final String CSS = ":root{color-scheme:light dark}"
            + "body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#ffffff;color:#1b1b1b;overflow-wrap:anywhere}"
            + "main{max-width:1120px;margin:0 auto;padding:16px}"
            + ".sections{display:grid;gap:32px;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr))}"
            + "section{min-width:0}h1{font-size:1.6em;line-height:1.2}h2{font-size:1.15em;margin:0 0 8px}.said{font-size:1.1em;max-width:70ch}"
            + ".figures{display:grid;gap:12px;grid-template-columns:repeat(auto-fit,minmax(min(100%,170px),1fr));margin:16px 0}"
            + ".figures div{border:1px solid #d0d0d0;border-radius:6px;padding:8px 10px}"
            + "dt,dd{margin:0}dt{font-weight:600}.value{font-size:1.1em;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}"
            + ".warning{border-left:4px solid #b45309;padding-left:12px}"
            + ".note{color:#5a5a5a;font-size:.85em}details{margin-top:8px}"
            + ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85em}"
            + "th,td{text-align:left;padding:3px 8px 3px 0;vertical-align:top}"
            + ".number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
            + "@media (prefers-color-scheme: dark){body{background:#161616;color:#f0f0f0}.figures div{border-color:#4a4a4a}.note{color:#b4b4b4}}";

    private LetterPage() {}

    static String of(LetterContent letter) {
        Markup page = new Markup();
        page.doctype("<!DOCTYPE html>").open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", letter.title()).element("style", CSS).close();
        page.open("body").open("main").element("h1", letter.title()).element("p", letter.report(), "class", "note");
        if (!letter.warning().isEmpty()) {
            page.element("p", letter.warning(), "class", "warning");
        }
        if (!letter.figures().isEmpty()) {
            page.open("dl", "class", "figures");
            letter.figures().forEach(figure -> {
                page.open("div").element("dt", figure.name()).element("dd", figure.value(), "class", "value");
                page.element("dd", figure.beside(), "class", "note").close();
            });
            page.close();
        }
        letter.sentences().forEach(sentence -> page.element("p", unbroken(sentence), "class", "said"));
        page.open("div", "class", "sections");
        for (int i = 0; i < letter.sections().size(); i++) {
            section(page, letter.sections().get(i), "s" + i);
        }
        return page.close().close().close().close().toString();
    }

    private static void section(Markup page, LetterContent.Section section, String id) {
        page.open("section").element("h2", section.heading());
        if (!section.lead().isEmpty()) {
            page.element("p", section.lead(), "class", "note");
        }
        for (int i = 0; i < section.charts().size(); i++) {
            Chart chart = section.charts().get(i);
            page.element("p", caption(chart, section.charts().size()), "class", "note");
            SvgCharts.write(chart, page, id + "-" + i);
            page.open("details").element("summary", "Table");
            table(page.open("div", "class", "scroll"), chart.table());
            page.close().close();
        }
        page.element("p", section.note(), "class", "note").close();
    }

    /** What tells charts of one part from one another; of a single one only its unit. */
    private static String caption(Chart chart, int charts) {
        String unit = chart.unit().isEmpty() ? "" : "in " + chart.unit();
        return charts == 1 && !unit.isEmpty() ? unit : LetterWords.titleOf(chart) + (unit.isEmpty() ? "" : ", " + unit);
    }

    private static void table(Markup page, ChartTable table) {
        page.open("table").open("tr");
        for (int i = 0; i < table.headings().size(); i++) {
            boolean isNumeric =
                    !table.rows().isEmpty() && table.rows().get(0).get(i).isNumeric();
            page.element("th", table.headings().get(i), "scope", "col", "class", isNumeric ? "number" : "text");
        }
        page.close();
        table.rows().forEach(row -> {
            page.open("tr");
            row.forEach(cell -> page.element(
                    "td", cell.shown(), "title", cell.exact(), "class", cell.isNumeric() ? "number" : "text"));
            page.close();
        });
        page.close();
    }

    /** No line ends between a number and what it counts. */
    private static String unbroken(String sentence) {
        return sentence.replaceAll("(?<=\\d) (?=%|[A-Z]{3}\\b)", "\u00a0");
    }
}
