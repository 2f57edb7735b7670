package dev.lamplighter.cost.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.VisibleText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees of an answer in a terminal, at every width. */
final class TerminalTableTest {
    private static final List<AnswerColumn> COLUMNS = List.of(
            new AnswerColumn("billing_period", "month of the bill, YYYY-MM"),
            new AnswerColumn("product_code", "for example AmazonEC2"),
            new AnswerColumn("currency_code", "of all costs in the row"),
            new AnswerColumn("total_cost", "unblended cost, exact decimal"),
            new AnswerColumn("untagged_share", "untagged_cost / total_cost, double, empty when the total is zero"),
            new AnswerColumn("coverage", "in percent, double"));

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    private static QueryAnswer answer(List<List<@Nullable String>> rows) {
        return new QueryAnswer("some", "", "2026-10-05T00:00:00Z", "work/a.csv", List.of(), COLUMNS, rows, List.of());
    }

    private static QueryAnswer usual() {
        return answer(List.of(
                row("2026-09", "AmazonEC2", "USD", "1234567.8949999999", "0.12345", "70.05"),
                row("2026-09", "AmazonSimpleStorageService", "USD", "-0.0000000676", null, "100")));
    }

    @Test
    void numbersAreRoundedAndRightAlignedAndTheOneCurrencyIsToldOnce() {
        assertThat(TerminalTable.lines(usual(), 120))
                .containsExactly(
                        "billing period  product code                  total cost  untagged share  coverage",
                        "--------------  --------------------------  ------------  --------------  --------",
                        "2026-09         AmazonEC2                   1,234,567.89          12.3 %    70.1 %",
                        "2026-09         AmazonSimpleStorageService        >-0.01                   100.0 %",
                        "",
                        "some: 2 rows, costs in USD",
                        "asked 2026-10-05T00:00:00Z");
    }

    @Test
    void headingsAreWrappedBeforeTextIsCutAndTextBeforeTheTableBecomesBlocks() {
        assertThat(TerminalTable.lines(usual(), 67).subList(0, 5))
                .containsExactly(
                        "billing                                          untagged",
                        "period   product code                total cost     share  coverage",
                        "-------  ------------------------  ------------  --------  --------",
                        "2026-09  AmazonEC2                 1,234,567.89    12.3 %    70.1 %",
                        "2026-09  AmazonSimpleStorageServ…        >-0.01             100.0 %");
        assertThat(TerminalTable.lines(usual(), 40).subList(0, 11))
                .containsExactly(
                        "billing period  2026-09",
                        "product code    AmazonEC2",
                        "total cost      1,234,567.89",
                        "untagged share        12.3 %",
                        "coverage              70.1 %",
                        "",
                        "billing period  2026-09",
                        "product code    AmazonSimpleStorageServ…",
                        "total cost            >-0.01",
                        "untagged share",
                        "coverage             100.0 %");
    }

    @Test
    void severalCurrenciesStayInTheRows() {
        QueryAnswer two = answer(
                List.of(row("2026-09", "a", "USD", "1", null, null), row("2026-09", "a", "CNY", "1", null, null)));

        assertThat(TerminalTable.lines(two, 200)).anyMatch(line -> line.contains("CNY"));
        assertThat(TerminalTable.lines(two, 200)).contains("some: 2 rows");
    }

    @Test
    void noWidthIsExceededAndNoNumberCutFromFortyColumnsOn() {
        List<List<@Nullable String>> rows = new ArrayList<>(usual().rows());
        rows.add(row("2026-10", "x".repeat(300), "USD", "-123456789012345.005", "NaN", "1E3"));
        rows.add(row("2026-10", "弾性計算" + "é́".repeat(40), "USD", "0", "0.5", ""));
        rows.add(row("2026-10", "<script>\u202Etxt.exe\u001B[2J\n\uD800", "USD", "99.995", "1", "0"));
        for (int width : IntStream.rangeClosed(TerminalTable.NARROWEST, 220).toArray()) {
            List<String> lines = TerminalTable.lines(answer(rows), width);
            assertThat(lines)
                    .as("at %d", width)
                    .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width))
                    .noneMatch(line -> line.matches(".*[\\p{Cc}\\p{Cf}\\p{Cs}].*"));
            assertThat(String.join("\n", lines))
                    .as("at %d", width)
                    .contains("1,234,567.89", "-123,456,789,012,345.01", "100.00", "1,000.0 %", "NaN");
        }
    }

    @Test
    void anAnswerWithoutRowsSaysSo() {
        assertThat(TerminalTable.lines(answer(List.of()), 80))
                .containsExactly("some: 0 rows", "asked 2026-10-05T00:00:00Z");
    }

    /** Half a cent goes up, as on a bill; what is not zero is not shown as zero. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.005          | 0.01
                    0.0049999999   | <0.01
                    -0.0049999999  | >-0.01
                    -0.005         | -0.01
                    0.0000000000   | 0.00
                    -0.0           | 0.00
                    1.81E-8        | <0.01
                    2.675          | 2.68
                    999.995        | 1,000.00
                    .5             | 0.50
                    NaN            | NaN
                    Infinity       | Infinity
                    1E999999       | 1E999999
                    12 apples      | 12 apples
                    """)
    void amountsAreRoundedToCents(String value, String shown) {
        assertThat(COLUMNS.get(3).shown(value)).isEqualTo(shown);
    }

    @Test
    void jsonBringsBackEveryValueAlsoThoseThatATerminalObeys() throws Exception {
        QueryAnswer answer = new QueryAnswer(
                "some",
                "what \"it\" shows",
                "2026-10-05T00:00:00Z",
                "work/a.csv",
                List.of(new QueryAnswer.Threshold("coverage", new BigDecimal("70"), new BigDecimal("80"))),
                COLUMNS,
                List.of(row("\u202E\\\u202E\n\"", null, "", "é€弾", "1", "2")),
                List.of("a +1"));

        String json = QueryAnswer.json(List.of(answer));

        assertThat(json).doesNotContain("\n");
        assertThat(QueryAnswer.ofJson(json)).containsExactly(answer);
        assertThat(QueryAnswer.ofJson(VisibleText.ofLines(json))).containsExactly(answer);
    }
}
