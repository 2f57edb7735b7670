package dev.lamplighter.cost.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What is drawn of charts, held against lengths worked out by hand. */
final class SvgChartsTest {
    private static final String EVIL = "<script>alert(1)</script>\u202Egnp\u0000\uFFFF&\"'" + "x".repeat(300);

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Chart.StackedMonths months(String service) {
        return new Chart.StackedMonths(
                "Months",
                "USD",
                List.of("2026-09", "2026-10"),
                List.of(
                        new Chart.StackedMonths.Series(service, List.of(number("60.005"), number("120"))),
                        new Chart.StackedMonths.Series("AmazonS3", List.of(number("30"), number("-30"))),
                        new Chart.StackedMonths.Series("Tax", List.of(number("0"), number("0.001")))));
    }

    private static Chart.SignedBars bars(String name) {
        return new Chart.SignedBars(
                "Movers",
                "USD",
                List.of(new Chart.SignedBars.Bar(name, number("30")), new Chart.SignedBars.Bar("less", number("-10"))));
    }

    private static Chart.TransferMap map(String from) {
        return new Chart.TransferMap(
                "Transfer",
                "USD",
                List.of(
                        new Chart.TransferMap.Flow(from, "internet", number("75")),
                        new Chart.TransferMap.Flow(from, "us-west-2", number("20")),
                        new Chart.TransferMap.Flow("internet", from, number("5"))));
    }

    private static Chart.Gauge gauge(String of, String percent) {
        return new Chart.Gauge("Coverage", of, number(percent), number("70"), number("80"));
    }

    static Stream<Chart> charts() {
        return Stream.of(months("AmazonEC2"), bars("more"), map("us-east-1"), gauge("all", "72.4"));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(String svg, String name) throws Exception {
        NodeList found = parse(svg).getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static String drawn(Chart chart) {
        Markup markup = new Markup();
        SvgCharts.write(chart, markup, "c");
        return markup.toString();
    }

    /** Rectangles filled with a texture of the chart. */
    private static List<Element> filled(String svg) throws Exception {
        return elements(svg, "rect").stream()
                .filter(rect -> rect.getAttribute("fill").startsWith("url(#"))
                .toList();
    }

    private static List<String> attributes(List<Element> elements, String name) {
        return elements.stream().map(element -> element.getAttribute(name)).toList();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyChartIsAnImageWithATitleADescriptionAndItsTable(Chart chart) throws Exception {
        Element svg = parse(drawn(chart)).getDocumentElement();

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("c-title c-desc");
        assertThat(elements(drawn(chart), "title").get(0).getTextContent()).isEqualTo(chart.title());
        assertThat(elements(drawn(chart), "desc").get(0).getTextContent()).isEqualTo(chart.description());
        assertThat(chart.table().rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(chart.table().headings()));
        assertThat(drawn(chart)).contains("prefers-color-scheme: dark");
        List<String> ids = new ArrayList<>();
        for (String name : List.of("pattern", "title", "desc")) {
            attributes(elements(drawn(chart), name), "id").stream()
                    .filter(id -> !id.isEmpty())
                    .forEach(ids::add);
        }
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.startsWith("c-"));
    }

    /** Highest is 120, lowest -30: 180 pixels are 150, so 60.005 are 72.01, 30 are 36, 120 are 144. */
    @Test
    void monthsAreStackedFromZeroAndCreditsHangBelow() throws Exception {
        List<Element> parts = filled(drawn(months("AmazonEC2"))).subList(0, 5);

        assertThat(attributes(parts, "height")).containsExactly("72.01", "36.00", "144.00", "36.00", "0.00");
        assertThat(attributes(parts, "y")).containsExactly("91.99", "55.99", "20.00", "164.00", "20.00");
        assertThat(attributes(parts, "x")).containsExactly("7.50%", "7.50%", "57.50%", "57.50%", "57.50%");
        assertThat(drawn(months("AmazonEC2")))
                .contains("AmazonEC2, 2026-09: 60.005 USD")
                .contains(">90.01<", ">90.00<");
    }

    /** From -10 to 30: zero is at a quarter. */
    @Test
    void barsGoBothWaysFromZero() throws Exception {
        List<Element> rects = filled(drawn(bars("more")));

        assertThat(attributes(rects, "x")).containsExactly("25.00%", "0.00%");
        assertThat(attributes(rects, "width")).containsExactly("75.00%", "25.00%");
        assertThat(attributes(rects, "fill"))
                .as("told apart without colour, too")
                .doesNotHaveDuplicates();
        assertThat(drawn(bars("more"))).contains(">+30.00<", ">-10.00<");
    }

    @Test
    void gaugesSayWhatTheValueMeans() throws Exception {
        assertThat(attributes(filled(drawn(gauge("all", "72.4"))), "width")).containsExactly("72.40%");
        assertThat(attributes(filled(drawn(gauge("all", "130"))), "width")).containsExactly("100.00%");
        assertThat(gauge("all", "72.4").verdict()).isEqualTo("between 70 % and 80 %: watch");
        assertThat(gauge("all", "69.99").verdict()).isEqualTo("below 70 %: act");
        assertThat(gauge("all", "80").verdict()).isEqualTo("80 % or more: as it should be");
    }

    /** 100 are 220 pixels: 75 are 165, 20 are 44, 5 are 11. */
    @Test
    void bandsAreAsThickAsTheyAreExpensive() throws Exception {
        List<String> bands = attributes(
                elements(drawn(map("us-east-1")), "path").stream()
                        .filter(path -> path.getAttribute("fill").startsWith("url(#"))
                        .toList(),
                "d");

        assertThat(bands)
                .containsExactly(
                        "M0,0.00 C50,0.00 50,0.00 100,0.00 V165.00 C50,165.00 50,165.00 0,165.00 Z",
                        "M0,165.00 C50,165.00 50,175.00 100,175.00 V219.00 C50,219.00 50,209.00 0,209.00 Z",
                        "M0,219.00 C50,219.00 50,229.00 100,229.00 V240.00 C50,240.00 50,230.00 0,230.00 Z");
        assertThat(drawn(map("us-east-1"))).contains(">95.00<", ">75.00<", "us-east-1 to internet: 75 USD");
    }

    @Test
    void nothingFromAReportBecomesAnElementTurnsALineOrRunsOutOfThePhone() throws Exception {
        for (Chart chart : List.of(months(EVIL), bars(EVIL), map(EVIL), gauge(EVIL, "1"))) {
            String svg = drawn(chart);
            assertThat(elements(svg, "script")).isEmpty();
            assertThat(svg).doesNotContain("\u202E", "\u0000", "\uFFFF").contains("\\u202E");
            for (Element text : elements(svg, "text")) {
                double advance = text.getAttribute("class").contains("small") ? 6.5 : 7.5;
                assertThat(text.getTextContent().length() * advance).isLessThan(358);
            }
        }
    }

    @Test
    void severalChartsOfOneFileStandBelowOneAnother() throws Exception {
        String svg = SvgCharts.document(charts().toList());

        Element document = parse(svg).getDocumentElement();
        assertThat(document.getAttribute("width")).isEqualTo("720");
        assertThat(document.getAttribute("height")).matches("\\d{3,4}");
        assertThat(attributes(elements(svg, "pattern"), "id"))
                .doesNotHaveDuplicates()
                .hasSize(24);
    }

    @Test
    void nothingIsDrawnOfNothingWithoutFailing() throws Exception {
        parse(drawn(new Chart.SignedBars("a", "", List.of())));
        parse(drawn(new Chart.TransferMap("a", "", List.of())));
        parse(drawn(new Chart.StackedMonths("a", "", List.of(), List.of())));
        parse(drawn(new Chart.SignedBars("a", "", List.of(new Chart.SignedBars.Bar("zero", BigDecimal.ZERO)))));
    }
}
