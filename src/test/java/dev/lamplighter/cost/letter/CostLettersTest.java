package dev.lamplighter.cost.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.cost.query.AnswerAlerts;
import dev.lamplighter.cost.query.AnswerFolder;
import dev.lamplighter.cost.query.AnswerHistory;
import dev.lamplighter.cost.query.KeptStreamCosts;
import dev.lamplighter.cost.query.QuerySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a letter says of kept answers, whose numbers are few enough to be worked out by hand. */
final class CostLettersTest {
    private static final String EVIL = "<script>alert(1)</script>\u202E" + "x".repeat(300);
    private static final Instant NOW = Instant.parse("2026-10-07T06:30:00Z");

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    private Instant now = NOW;

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    private CostLetters letters() {
        QuerySettings settings =
                new QuerySettings(Path.of("queries"), folder.resolve("answers"), 6, List.of(), Map.of());
        AnswerAlerts alerts = new AnswerAlerts(new AlertOutbox(database.dataSource(), () -> NOW));
        return new CostLetters(
                at.settings,
                settings,
                new AnswerHistory(new AnswerFolder(settings.answers()), alerts, "answers/"),
                new KeptStreamCosts(new AnswerFolder(settings.answers())),
                () -> now);
    }

    private void keep(String query, String... lines) throws IOException {
        Path file = folder.resolve("answers").resolve(query).resolve("20261005T063000Z-q1.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private CostLetter letter(String month) throws IOException {
        return letters().write(new LetterRequest("hourly", "", YearMonth.parse(month)));
    }

    private void keepAll(String service) throws IOException {
        keep(
                "monthly-cost",
                "\"billing_period\",\"product_code\",\"currency_code\",\"total_cost\",\"unblended_cost\","
                        + "\"upfront_cost\",\"given_back_cost\",\"last_usage_day\"",
                "\"2026-09\",\"" + service
                        + "\",\"USD\",\"1000.0050000000\",\"1000.0050000000\",\"0\",\"0\",\"2026-09-30\"",
                "\"2026-10\",\"" + service
                        + "\",\"USD\",\"200.1049999999\",\"500.0000000000\",\"299.0\",\"-12.5\",\"2026-10-05\"",
                "\"2026-10\",\"AmazonS3\",\"USD\",\"34.0000000000\",\"34.0000000000\",\"0\",\"-0.25\",\"2026-10-04\"",
                "\"2026-10\",\"AmazonS3\",\"CNY\",\"7.0000000000\",\"7.0000000000\",\"0\",\"0\",");
        keep(
                "top-movers",
                "\"billing_period\",\"account\",\"product_code\",\"usage_type\",\"resource\",\"currency_code\",\"days\","
                        + "\"previous_cost\",\"month_cost\",\"moved_by\",\"moved_share\"",
                "\"2026-10\",\"1\",\"" + service
                        + "\",\"*\",\"*\",\"USD\",\"5.0\",\"100.00\",\"200.104\",\"100.104\",\"1.0\"",
                "\"2026-10\",\"1\",\"" + service
                        + "\",\"BoxUsage:m5\",\"*\",\"USD\",\"5.0\",\"9\",\"99\",\"90\",\"10\"",
                "\"2026-10\",\"1\",\"AmazonS3\",\"*\",\"*\",\"USD\",\"5.0\",\"54\",\"34\",\"-20\",\"-0.37\"");
        keep(
                "commitment-coverage",
                "\"billing_period\",\"instance_family\",\"region\",\"used_units\",\"total_coverage\",\"reserved_utilisation\"",
                "\"2026-10\",\"*\",\"*\",\"100\",\"72.44\",",
                "\"2026-10\",\"m5\",\"us-east-1\",\"100\",\"10\",\"20\"");
        keep(
                "data-transfer-map",
                "\"billing_period\",\"from_place\",\"to_place\",\"way\",\"currency_code\",\"total_cost\"",
                "\"2026-10\",\"us-east-1\",\"internet\",\"outbound\",\"USD\",\"30.006\"",
                "\"2026-10\",\"" + service + "\",\"us-west-2\",\"inter-region\",\"USD\",\"4\"");
    }

    @Test
    void theMonthIsTheSumOfItsServicesEachCurrencyForItself() throws IOException {
        keepAll("AmazonEC2");

        CostLetter letter = letter("2026-10");

        assertThat(letter.subject()).isEqualTo("Costs of October 2026: 7.00 CNY and 234.10 USD so far");
        assertThat(letter.text())
                .contains("October 2026 has cost 7.00 CNY and 234.10 USD so far, after 12.75 USD of credits, refunds,"
                        + " discounts and corrections. Fees paid in advance are spread over the months that they"
                        + " pay for; the bill has 7.00 CNY and 534.00 USD, of which 299.00 USD are paid in"
                        + " advance. Usage is known up to 5 October 2026; AWS still adds to the days from 3"
                        + " October 2026 on.")
                .contains("What changed most, compared with the first 5 days of September 2026: AmazonEC2 of account 1"
                        + " cost 100.10 USD more (200.10 instead of 100.00), most of it by BoxUsage:m5 with +90.00;"
                        + " AmazonS3 of account 1 cost 20.00 USD less (34.00 instead of 54.00).")
                .contains("From the query top-movers, asked 5 October 2026, 06:30 UTC, 2 d ago.")
                .contains("72.4 %")
                .contains("us-east-1  internet       30.01");
        assertThat(letter("2026-09").subject()).isEqualTo("Costs of September 2026: 1,000.01 USD");
        assertThat(letter("2026-09").text())
                .contains("September 2026 cost 1,000.01 USD. Usage is known up to 30 September 2026.");
    }

    @Test
    void aMonthThatHasOnlyRefundsCostsLessThanNothingAndNothingElseIsMadeUp() throws IOException {
        keep(
                "monthly-cost",
                "\"billing_period\",\"product_code\",\"currency_code\",\"total_cost\",\"unblended_cost\","
                        + "\"upfront_cost\",\"given_back_cost\",\"last_usage_day\"",
                "\"2026-10\",\"AmazonS3\",\"USD\",\"-40.0000000000\",\"-40.0000000000\",\"0\",\"-40.0000000000\",");
        keep(
                "month-forecast",
                "\"billing_period\",\"budget\",\"currency_code\",\"cost_so_far\",\"full_days\",\"forecast\",\"forecast_low\","
                        + "\"forecast_high\",\"budget_amount\",\"actual_share\",\"forecast_share\"",
                "\"2026-10\",\"*\",\"USD\",\"-40.0000000000\",\"0.0\",,,,,,",
                "\"2026-10\",\"all\",\"USD\",\"-40.0000000000\",\"0.0\",,,,\"100.0000000000\",\"-40.0\",");

        CostLetter letter = letter("2026-10");

        assertThat(letter.subject()).isEqualTo("Costs of October 2026: -40.00 USD so far");
        assertThat(letter.text())
                .contains("October 2026 has cost -40.00 USD so far, after 40.00 USD of credits, refunds, discounts and"
                        + " corrections.\n")
                .contains("Too few days are known to forecast October 2026 in USD. Of the budget all -40.00 of 100.00"
                        + " USD are spent (-40.0 %).\n")
                .contains("What changed is not known.")
                .doesNotContain("Usage is known up to", "paid in advance; the bill");
        assertThat(letter.html()).contains("-40.00", "<svg");
    }

    @Test
    void thePageHasChartsWithExactValuesBehindAndTheMailHasBarsOfCells() throws IOException {
        keepAll("AmazonEC2");

        CostLetter letter = letter("2026-10");

        assertThat(letter.html())
                .startsWith("<!DOCTYPE html>")
                .contains("role=\"img\"", "title=\"200.1049999999\"", "prefers-color-scheme: dark", "30.01")
                .doesNotContain("https:", "<img", "<link", "src=", "@import");
        assertThat(letter.mail())
                .contains("background-color:#0072B2", "title=\"200.1049999999\"")
                .doesNotContain("<svg", "<style", "class=");
        assertThat(folder.resolve("answers/_letters"))
                .isDirectoryContaining("glob:**/20261007T063000Z-2026-10.html")
                .isDirectoryContaining("glob:**/20261007T063000Z-2026-10.mail.html")
                .isDirectoryContaining("glob:**/20261007T063000Z-2026-10.txt");
        assertThat(Path.of(letter.file())).content().isEqualTo(letter.html());
    }

    @Test
    void whatIsMissingIsSaidAndNothingIsInvented() throws IOException {
        keepAll("AmazonEC2");
        Files.delete(folder.resolve("answers/top-movers/20261005T063000Z-q1.csv"));

        assertThat(letter("2026-10").text())
                .contains(
                        "A forecast and budgets of October 2026 are not known. No answer of the query month-forecast is"
                                + " kept.")
                .contains("What changed is not known. No answer of the query top-movers is kept.");
        assertThat(letter("2026-08").text())
                .contains("What August 2026 costs is not known. Nothing of August 2026 is in the query monthly-cost,"
                        + " asked 5 October 2026, 06:30 UTC, 2 d ago.")
                .doesNotContain("234", "72.4");
    }

    @Test
    void nothingFromAReportBecomesAnElementOrTurnsALine() throws IOException {
        keepAll(EVIL);

        CostLetter letter = letter("2026-10");

        for (String form : List.of(letter.html(), letter.mail(), letter.text(), letter.subject())) {
            assertThat(form).doesNotContain("\u202E");
        }
        assertThat(letter.html()).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(letter.mail()).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(letter.subject()).doesNotContain("\n");
    }

    @Test
    void aMonthOrAReportThatIsNoneIsRefused() {
        assertThatThrownBy(() -> letters().requests("2026-13", ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-109  costs letter  month \"2026-13\"");
        assertThatThrownBy(() -> letters().requests("", "daily"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("name one of [hourly]");
        assertThat(letters().requests("", "")).containsExactly(new LetterRequest("hourly", "", YearMonth.of(2026, 10)));
        assertThat(letters().ofLastMonth()).containsExactly(new LetterRequest("hourly", "", YearMonth.of(2026, 9)));
    }

    private void keepForecast() throws IOException {
        keep(
                "month-forecast",
                "\"billing_period\",\"budget\",\"currency_code\",\"cost_so_far\",\"full_days\",\"forecast\","
                        + "\"forecast_low\",\"forecast_high\",\"budget_amount\",\"actual_share\",\"forecast_share\"",
                "\"2026-10\",\"*\",\"USD\",\"234.1049999999\",\"3\",\"1450.3\",\"1300\",\"1600\",,,",
                "\"2026-10\",\"team-red\",\"USD\",\"100.0000000000\",\"3\",\"600\",\"500\",\"700\","
                        + "\"500.0000000000\",\"20.0\",\"120.0\"",
                "\"2026-10\",\"new\",\"USD\",\"1.0000000000\",\"3\",,,,\"10.0000000000\",\"10.0\",");
    }

    @Test
    void theForecastStandsAgainstEachBudgetByItsName() throws IOException {
        keepAll("AmazonEC2");
        keepForecast();

        assertThat(letter("2026-10").text())
                .contains("October 2026 is forecast to cost 1,450.30 USD, in 8 of 10 cases between 1,300.00 and"
                        + " 1,600.00. Of the budget team-red 100.00 of 500.00 USD are spent (20.0 %), by the forecast"
                        + " 120.0 % at the end of the month. Of the budget new 1.00 of 10.00 USD are spent (10.0 %).\n")
                .contains("  Forecast: 1,450.30 USD (probably 1,300.00 to 1,600.00)\n")
                .contains("  Budget team-red: 120.0 % forecast (20.0 % spent of 500.00 USD)\n")
                .contains("  Budget new: 10.0 % spent (of 10.00 USD)\n");
    }

    @Test
    void aBudgetWhoseFilterMatchesNothingSaysSo() throws IOException {
        keepAll("AmazonEC2");
        keep(
                "month-forecast",
                "\"billing_period\",\"budget\",\"currency_code\",\"cost_so_far\",\"budget_amount\",\"actual_share\","
                        + "\"counted_charges\"",
                "\"2026-10\",\"*\",\"USD\",\"234.10\",,,\"9\"",
                "\"2026-10\",\"new\",\"USD\",\"0\",\"10\",\"0.0\",\"3\"",
                "\"2026-10\",\"red\",\"USD\",\"0\",\"10\",\"0.0\",\"0\"");

        assertThat(letter("2026-10").text())
                .contains(
                        "Of the budget new 0.00 of 10.00 USD are spent (0.0 %). Of the budget red 0.00 of 10.00 USD are"
                                + " spent (0.0 %). Its filter matches no charge of any month that was asked: compare it with the"
                                + " bill.\n")
                .contains("  Budget new: 0.0 % spent (of 10.00 USD)\n")
                .contains("  Budget red: 0.0 % spent (of 10.00 USD, its filter matches no charge)\n");
    }

    @Test
    void daysThatAreNotBilledInFullAndAnswersOutOfDateAreMarked() throws IOException {
        keepAll("AmazonEC2");

        assertThat(letter("2026-10").text())
                .contains("So far: 7.00 CNY and 234.10 USD (up to 5 Oct, AWS still adds from 3 Oct on)")
                .contains("2026-10 so far")
                .doesNotContain("ut of date");
        assertThat(letter("2026-09").text())
                .as("asked on the fifth, when all of it was billed")
                .doesNotContain("so far", "still adds", "ut of date");
        now = NOW.plusSeconds(1);
        assertThat(letter("2026-10").text())
                .contains("Asked more than two days ago, so out of date: commitment-coverage, data-transfer-map,"
                        + " monthly-cost, top-movers. Ask again with costs query")
                .contains("Out of date: from the query top-movers, asked 5 October 2026, 06:30 UTC");
        assertThat(letter("2026-10").mail()).contains("so out of date: commitment-coverage");
        assertThat(letter("2026-10").html()).contains("<p class=\"warning\">Asked more than two days ago");
        assertThat(letter("2026-09").text()).doesNotContain("ut of date");
    }

    @Test
    void whatWasUnusualInTheMonthIsToldTheLargestFirst() throws IOException {
        keepAll("AmazonEC2");
        String columns = "\"first_day\",\"account\",\"product_code\",\"region\",\"kind\",\"currency_code\",\"status\","
                + "\"days\",\"usual_cost\",\"unusual_cost\",\"score\",\"cost_difference\"";
        keep(
                "daily-anomalies",
                columns,
                "\"2026-10-02\",\"1\",\"AmazonS3\",\"eu-west-1\",\"stopped\",\"USD\",\"current\",\"2\",\"9\",\"0\",\"9\",\"-18.5\"",
                "\"2026-10-03\",\"1\",\"AmazonEC2\",\"us-east-1\",\"higher\",\"USD\",\"current\",\"2\",\"30\",\"90.006\",\"9\",\"120\"",
                "\"2026-09-28\",\"1\",\"AmazonRDS\",\"us-east-1\",\"new\",\"USD\",\"past\",\"1\",\"0\",\"999\",\"9\",\"999\"");

        CostLetter letter = letter("2026-10");

        assertThat(letter.text())
                .contains(
                        "Unusual was AmazonEC2 in us-east-1, higher from 3 Oct on: 90.01 on a day instead of 30.00, in"
                                + " all +120.00 USD; 1 more is below.")
                .contains("  2 Oct  AmazonS3   1        eu-west-1  stopped         9.00     0.00  -18.50")
                .doesNotContain("AmazonRDS");
        assertThat(letter.mail()).contains("3 Oct AmazonEC2, higher", "90.01");
        keep("daily-anomalies", columns);
        assertThat(letter("2026-10").text())
                .contains("No service left what it usually costs. From the query daily-anomalies");
    }

    /**
     * What mail programs show: Outlook on Windows heeds neither max-width nor style sheets nor flex nor grid, Gmail cuts style
     * sheets away and shows no SVG, several load nothing from elsewhere unasked ("Can I email", "Outlook HTML and CSS support").
     */
    @Test
    void theMailNeedsNothingThatMailProgramsLack() throws IOException {
        keepAll("AmazonEC2");
        String mail = letter("2026-10").mail();

        assertThat(mail)
                .doesNotContainIgnoringCase(
                        "<svg",
                        "<style",
                        "<link",
                        "<img",
                        "<script",
                        "class=",
                        "var(",
                        "flex",
                        "grid",
                        "position:",
                        "url(")
                .doesNotContainPattern("(?i)(src|href|background)=")
                .doesNotContainPattern("(?i)https?://")
                .contains("<table role=\"presentation\" width=\"600\" style=\"width:100%;max-width:600px\">");
        Matcher pixels = Pattern.compile("width[:=]\"?(\\d+)(px|\")").matcher(mail);
        assertThat(pixels.results().map(found -> Integer.parseInt(found.group(1))))
                .isNotEmpty()
                .allMatch(width -> width <= 600);
        assertThat(Pattern.compile("<td[^>]*background-color:#[0-9A-Fa-f]{6}[^>]*>")
                        .matcher(mail)
                        .results()
                        .map(MatchResult::group))
                .as("bars are cells with a colour")
                .hasSizeGreaterThan(5)
                .allMatch(cell -> cell.contains("bgcolor=\"#") && cell.contains("width=\""));
        Set<String> styles = Pattern.compile("style=\"([^\"]*)\"")
                .matcher(mail)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(";", -1)))
                .map(style -> style.replaceFirst(":.*", ""))
                .collect(Collectors.toSet());
        assertThat(styles)
                .isSubsetOf(
                        "background-color",
                        "border",
                        "border-collapse",
                        "font-family",
                        "font-size",
                        "font-weight",
                        "height",
                        "line-height",
                        "margin",
                        "margin-top",
                        "max-width",
                        "padding",
                        "text-align",
                        "white-space",
                        "width");
    }

    @Test
    void streamsAreToldOneByOneAndByTheHour() throws IOException {
        keepAll("AmazonEC2");
        assertThat(letter("2026-10").text()).as("nobody has asked for them").doesNotContain("stream");
        Path kept = folder.resolve("answers/_streams/20261007T060000Z-2026-10.csv");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, """
            "window","opened","closed","status","currency_code","hours","machine_cost","storage_cost","address_cost","transfer_cost","total_cost","hour_cost"
            "sunday","2026-10-04T09:00:00Z","2026-10-04T11:00:00Z","complete","USD","2.0000","1.5","0.5","0","1","3","1.5"
            "sunday","2026-10-06T09:00:00Z","2026-10-06T10:00:00Z","incomplete","USD","1.0000","0.5","0.1","0","0","0.6","0.6"
            "sunday","2026-10-07T05:00:00Z","2026-10-07T06:00:00Z","incomplete","","1.0000","0","0","0","0","0","0"
            "-","","","","USD",,,,,,"0.25",
            """);

        CostLetter letter = letter("2026-10");

        assertThat(letter.text())
                .contains("Windows were open 3 times for streams, which cost 3.60 USD, 1.20 USD an hour; 2 of them"
                        + " are not billed in full; 1 has no charge. While no window was open, their machines, volumes"
                        + " and addresses cost 0.25 USD.")
                .contains("  sunday, 4 Oct 09:00       complete     2.00     1.50    3.00")
                .contains("  sunday, 6 Oct 09:00       incomplete   1.00     0.60    0.60")
                .contains("  while no window was open                                0.25");
        assertThat(letter.html()).contains("sunday, 6 Oct 09:00 (so far)");
        assertThat(letter.mail())
                .contains("sunday, 6 Oct 09:00", "an hour", "1.50")
                .doesNotContain("<svg");
        assertThat(letter("2026-09").text())
                .contains("What streams of September 2026 cost is not known: nobody has asked. costs streams 2026-09"
                        + " does.");
    }

    @Test
    void theFiguresOfThePageAreThoseOfTheLetterWithEveryDigitBehindThem() throws IOException {
        keepAll("AmazonEC2");
        keep(
                "month-forecast",
                "\"billing_period\",\"budget\",\"currency_code\",\"cost_so_far\",\"full_days\",\"forecast\","
                        + "\"forecast_low\",\"forecast_high\",\"budget_amount\",\"actual_share\",\"forecast_share\"",
                "\"2026-10\",\"*\",\"USD\",\"234.10\",\"5\",\"1400.125\",\"1300\",\"1500\",,,",
                "\"2026-10\",\"all\",\"USD\",\"234.10\",\"5\",\"1400.125\",,,\"2000\",\"11.705\",\"70.00625\"");
        LetterOperations operations = new LetterOperations(letters(), new RouteCall() {
            @Override
            public <T> T ask(String route, Object body, Class<T> reply) {
                throw new IllegalStateException("nothing is written");
            }
        });

        JsonNode report = new ObjectMapper()
                .readTree(operations.figuresJson())
                .path("reports")
                .path(0);

        assertThat(report.path("figures"))
                .extracting(figure -> figure.path("exact").asText())
                .containsExactly(
                        "7.0000000000 CNY and 234.1049999999 USD",
                        "1400.125 USD",
                        "1000.0050000000 USD",
                        "70.00625 % forecast, 11.705 % spent");
        assertThat(report.path("figures").path(3).path("budget").toString())
                .isEqualTo("{\"spent\":\"11.705\",\"forecast\":\"70.00625\"}");
        JsonNode months = report.path("sections").path(0).path("charts").path(0);
        assertThat(months.path("svg").asText()).startsWith("<svg").contains("xmlns=\"http://www.w3.org/2000/svg\"");
        assertThat(months.path("table").toString()).contains("{\"shown\":\"200.10\",\"exact\":\"200.1049999999\"}");
        assertThat(folder.resolve("answers/_letters")).as("no letter is kept").doesNotExist();
    }

    @Test
    void theLetterThatIsShownIsTheLatestPage() throws IOException {
        keepAll("AmazonEC2");
        assertThat(letters().latestPage("", "")).isEmpty();
        letter("2026-10");
        now = NOW.plusSeconds(60);
        letter("2026-09");

        assertThat(letters().latestPage("", ""))
                .hasValueSatisfying(page -> assertThat(page).hasFileName("20261007T063100Z-2026-09.html"));
        assertThat(letters().latestPage("2026-10", "hourly"))
                .hasValueSatisfying(page -> assertThat(page).hasFileName("20261007T063000Z-2026-10.html"));
        assertThat(letters().latestPage("2026-08", "")).isEmpty();
    }
}
