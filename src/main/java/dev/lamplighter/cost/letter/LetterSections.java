package dev.lamplighter.cost.letter;

import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.chart.AnswerCharts;
import dev.lamplighter.cost.chart.Chart;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a letter with charts, each of one answer. */
final class LetterSections {
    private final LetterAnswers answers;
    private final boolean isRunning;

    LetterSections(LetterAnswers answers, YearMonth current) {
        this.answers = answers;
        isRunning = !answers.month().isBefore(current);
    }

    List<LetterContent.Section> all() throws IOException {
        List<LetterContent.Section> sections = new ArrayList<>();
        sections.add(section(
                LetterSentences.MONTHLY,
                "What each month cost, by service",
                "A column for each month; fees paid in advance are spread over the months that they pay for."));
        sections.add(section(
                LetterSentences.MOVERS,
                "What moved most since the month before",
                "What a service of an account costs more or less, by the days that both months have."));
        sections.add(new LetterAnomalies(answers).section());
        if (answers.hasStreams()) {
            sections.add(new LetterStreamCosts(answers).section());
        }
        sections.add(section(
                "commitment-coverage",
                "How much reservations and savings plans cover",
                "Of the hours of EC2 instances what is paid in advance, and of what is reserved how much is used."));
        sections.add(section(
                "data-transfer-map",
                "Where data is moved, and what that costs",
                "From the left to the right; a band is as wide as its costs."));
        return sections;
    }

    private LetterContent.Section section(String query, String heading, String lead) throws IOException {
        Optional<QueryAnswer> answer = answers.latest(query);
        List<Chart> charts = answer.map(AnswerCharts::of).orElse(List.of()).stream()
                .map(chart -> marked(chart, answer))
                .toList();
        return new LetterContent.Section(heading, charts.isEmpty() ? "" : lead, charts, answers.note(query, answer));
    }

    /** A month that is not billed in full is called so. */
    private Chart marked(Chart chart, Optional<QueryAnswer> answer) {
        if (!(chart instanceof Chart.StackedMonths months) || !(isRunning || isIncomplete(answer))) {
            return chart;
        }
        String month = answers.month().toString();
        return new Chart.StackedMonths(
                months.title(),
                months.unit(),
                months.months().stream()
                        .map(one -> one.equals(month) ? one + " so far" : one)
                        .toList(),
                months.series());
    }

    private boolean isIncomplete(Optional<QueryAnswer> kept) {
        if (kept.isEmpty()) {
            return false;
        }
        QueryAnswer answer = kept.get();
        List<List<@Nullable String>> rows = answers.ofTheMonth(answer);
        return LetterValues.lastDay(answer, rows)
                .flatMap(day -> answers.incompleteFrom(answer, day))
                .isPresent();
    }
}
