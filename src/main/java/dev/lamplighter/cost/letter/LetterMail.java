package dev.lamplighter.cost.letter;

import dev.lamplighter.cost.chart.Chart;
import dev.lamplighter.cost.chart.ChartTable;
import dev.lamplighter.cost.chart.MailChartBars;
import dev.lamplighter.cost.chart.Markup;
import java.util.List;

/** Writes a letter as HTML for mail programs, which show neither SVG nor style sheets: bars are cells of tables. */
final class LetterMail {
    /** In pixels, as programs without max-width need it, too. */
    private static final int WIDTH = 600;

    /** Keeps cells apart where a mail program leaves out all elements. */
    private static final String BETWEEN = " ";

    private static final String TABLE = "width:100%;border-collapse:collapse";
    private static final String NUMBER = "text-align:right;white-space:nowrap;padding:2px 0 2px 8px";

    private LetterMail() {}

    static String of(LetterContent letter) {
        Markup mail = new Markup();
        mail.doctype("<!DOCTYPE html>").open("html", "lang", "en").open("head");
        mail.empty("meta", "charset", "utf-8");
        mail.element("title", letter.title()).close();
        mail.open("body", "style", "margin:0;padding:12px;font-family:sans-serif");
        mail.open("table", "role", "presentation", "width", WIDTH, "style", "width:100%;max-width:" + WIDTH + "px")
                .open("tr")
                .open("td");
        mail.element("h1", letter.title(), "style", "font-size:22px").element("p", letter.report());
        if (!letter.warning().isEmpty()) {
            mail.element("p", letter.warning(), "style", "padding:8px;border:1px solid #b45309");
        }
        figures(mail, letter.figures());
        letter.sentences().forEach(sentence -> mail.element("p", sentence));
        letter.sections().forEach(section -> section(mail, section));
        return mail.close().close().close().close().close().toString();
    }

    private static void figures(Markup mail, List<LetterContent.Figure> figures) {
        mail.open("table", "role", "presentation", "style", TABLE);
        for (LetterContent.Figure figure : figures) {
            mail.open("tr").element("td", figure.name(), "style", "padding:4px 8px 4px 0");
            mail.text(BETWEEN).element("td", figure.value(), "style", NUMBER + ";font-size:18px;font-weight:bold");
            mail.text(BETWEEN);
            mail.element("td", figure.beside(), "style", "padding:4px 0 4px 12px;font-size:13px")
                    .close();
        }
        mail.close();
    }

    private static void section(Markup mail, LetterContent.Section section) {
        mail.element("h2", section.heading(), "style", "font-size:17px");
        if (!section.lead().isEmpty()) {
            mail.element("p", section.lead(), "style", "font-size:13px");
        }
        section.charts().forEach(chart -> chart(mail, chart));
        mail.element("p", section.note(), "style", "font-size:13px");
    }

    private static void chart(Markup mail, Chart chart) {
        mail.element("p", LetterWords.titleOf(chart) + ": " + chart.description(), "style", "font-size:13px");
        mail.open("table", "role", "presentation", "style", TABLE);
        for (MailChartBars.Row row : MailChartBars.of(chart)) {
            mail.open("tr");
            mail.element("td", row.name(), "style", "padding:2px 8px 2px 0;width:35%", "width", "35%");
            mail.open("td", "width", "45%", "style", "padding:0;width:45%");
            bar(mail, row.parts());
            mail.close();
            mail.element("td", row.shown(), "style", NUMBER, "title", row.exact());
            mail.close();
        }
        mail.close();
        if (chart instanceof Chart.Listing listing) {
            table(mail, listing.table());
        }
    }

    /** What the bars of a list have no room for. */
    private static void table(Markup mail, ChartTable table) {
        mail.open("table", "style", TABLE + ";font-size:13px;margin-top:8px").open("tr");
        for (int column = 0; column < table.headings().size(); column++) {
            int at = column;
            boolean isNumber = table.rows().stream().anyMatch(row -> row.get(at).isNumeric());
            String style = isNumber ? NUMBER : "text-align:left;padding:2px 8px 2px 0";
            mail.element("th", table.headings().get(column), "style", style);
        }
        mail.close();
        for (List<ChartTable.Cell> row : table.rows()) {
            mail.open("tr");
            row.forEach(cell -> mail.element(
                            "td",
                            cell.shown(),
                            "style",
                            cell.isNumeric() ? NUMBER : "padding:2px 8px 2px 0",
                            "title",
                            cell.exact())
                    .text(BETWEEN));
            mail.close();
        }
        mail.close();
    }

    /** A row of cells, as wide as their parts; a part without a colour is room. */
    private static void bar(Markup mail, List<MailChartBars.Part> parts) {
        mail.open("table", "role", "presentation", "style", TABLE + ";height:14px")
                .open("tr");
        parts.forEach(part -> part(mail, part));
        mail.close().close();
    }

    /** With attributes besides its style, for programs that heed only those. */
    private static void part(Markup mail, MailChartBars.Part part) {
        String style = "padding:0;font-size:10px;line-height:14px;width:" + part.width();
        if (part.colour().isEmpty()) {
            mail.element("td", "\u00A0", "width", part.width(), "style", style);
        } else {
            String colour = part.colour();
            mail.element(
                    "td",
                    "\u00A0",
                    "width",
                    part.width(),
                    "bgcolor",
                    colour,
                    "style",
                    style + ";background-color:" + colour);
        }
    }
}
