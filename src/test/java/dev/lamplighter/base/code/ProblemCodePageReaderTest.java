package dev.lamplighter.base.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProblemCodePageReaderTest {
    private static List<String> texts() {
        return ProblemCodes.all().stream().map(ProblemCode::text).toList();
    }

    @Test
    void everyCodeHasAPageAndEveryPageACode() {
        List<String> pages = Stream.of(
                        "light", "window", "package", "cost", "route", "config", "aws", "case", "sandbox", "alert",
                        "cdn")
                .flatMap(area -> ProblemCodePageReader.area(area).keySet().stream())
                .toList();

        assertThat(texts()).isEqualTo(pages).doesNotHaveDuplicates();
    }

    @Test
    void everyConstantIsOfItsAreaAndTheyAreInOrder() {
        for (ProblemCode code : ProblemCodes.all()) {
            assertThat(code.text())
                    .matches("[A-Z]+-\\d{3}")
                    .startsWith(code.getClass()
                                    .getSimpleName()
                                    .replace("ProblemCode", "")
                                    .toUpperCase(Locale.ROOT) + "-");
        }
        for (ProblemCode first : ProblemCodes.all()) {
            List<String> area = texts().stream()
                    .filter(text -> text.startsWith(
                            first.text().substring(0, first.text().indexOf('-') + 1)))
                    .toList();
            assertThat(area).isSorted();
        }
    }

    @Test
    void everyPageIsSentencesAndNoTwoSayThatTheyMeanTheSame() {
        for (ProblemCode code : ProblemCodes.all()) {
            for (String text : List.of(code.what(), code.why(), code.meanwhile(), code.fix())) {
                assertThat(text).as(code.text()).matches("\\S.*[.]").doesNotContain("  ", "\n", " ,");
            }
            assertThat(code.what().length()).as(code.text()).isLessThan(120);
        }
        assertThat(ProblemCodes.all().stream().map(ProblemCode::what)).doesNotHaveDuplicates();
    }

    @Test
    void everyExampleIsALineOfItsCode() {
        for (ProblemCode code : ProblemCodes.all()) {
            assertThat(code.example()).startsWith(code.text() + " ");
            if (!(code instanceof AwsProblemCode) && code != LightProblemCode.MORE_THAN_PIXELS) {
                assertThat(code.example()).matches("[A-Z]+-\\d{3}  \\S.*\\S  \\S.*: \\S.*; fix: \\S.*");
            }
        }
    }

    @Test
    void aCodeIsFoundByItsTextInCapitalsOrNotAndOneOfAnotherVersionIsNone() {
        assertThat(ProblemCodes.find("WINDOW-111")).contains(WindowProblemCode.NOT_READY);
        assertThat(ProblemCodes.find(" window-111 ")).contains(WindowProblemCode.NOT_READY);
        assertThat(ProblemCodes.find("WINDOW-999")).isEmpty();
    }

    @Test
    void theDocumentSaysWhatThePagesSay() throws IOException {
        assertThat(Files.readString(CodesDocument.FILE))
                .as("run the main of CodesDocument to write it anew")
                .isEqualTo(CodesDocument.text());
    }
}
