package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.base.code.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of accounts that can be read, and what is said of the others. */
final class AccountsFileTest {
    private static final ProblemCode CODE = CostProblemCode.ABOVE_THRESHOLD;

    @TempDir
    private Path folder;

    private AccountsFile read(String text) throws IOException {
        return AccountsFile.read(Files.writeString(file(), text), "cost.accounts", 1000, CODE);
    }

    private Path file() {
        return folder.resolve("accounts.csv");
    }

    @Test
    void cellsStandUnderTheirTitlesAlsoInQuotesBetweenBlanksAndAfterAMark() throws IOException {
        AccountsFile accounts = read("""
            \uFEFFID, Name ,team

            # a comment
            123456789012, Media , a
            012345678901,"Media, ""the"" other" ,
            """);

        assertThat(accounts.problems()).isEmpty();
        assertThat(accounts.accounts())
                .extracting(AccountsFile.Account::id)
                .containsExactly("123456789012", "012345678901");
        AccountsFile.Account first = accounts.accounts().get(0);
        assertThat(first.place()).isEqualTo(file() + ":4");
        assertThat(first.cell("name")).isEqualTo("Media");
        assertThat(first.cell("team")).isEqualTo("a");
        assertThat(first.cell("region")).isEmpty();
        assertThat(accounts.accounts().get(1).cell("name")).isEqualTo("Media, \"the\" other");
        assertThat(accounts.accounts().get(1).cell("team")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12345678901,a | the id of an account has twelve digits",
                "1234567890123,a | the id of an account has twelve digits",
                "123456789012,b | it stands above already",
                "223456789012,a,b | it has 3 columns, the first line 2",
                "223456789012 | it has 1 columns, the first line 2",
                "223456789012,a\"b | it has 1 columns, the first line 2"
            })
    void aLineThatIsNoAccountIsOneProblemAndTheOthersAreUsed(String line, String why) throws IOException {
        AccountsFile accounts = read("id,name\n123456789012,a\n" + line + "\n323456789012,c\n");

        assertThat(accounts.accounts())
                .extracting(AccountsFile.Account::id)
                .containsExactly("123456789012", "323456789012");
        assertThat(accounts.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.is(CODE)).isTrue();
            assertThat(problem.where()).isEqualTo(file() + ":3");
            assertThat(problem.why()).startsWith(why);
        });
    }

    @Test
    void ofTwoColumnsWithOneTitleTheFirstCounts() throws IOException {
        assertThat(read("id,name,name\n123456789012,a,b\n").accounts().get(0).cell("name"))
                .isEqualTo("a");
    }

    @Test
    void withoutTheColumnOfIdsNothingIsRead() throws IOException {
        AccountsFile accounts = read("account,name\n123456789012,a\nid,name\n");

        assertThat(accounts.accounts()).isEmpty();
        assertThat(accounts.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).isEqualTo("there is no column id"));
    }

    @Test
    void aFileThatCanNotBeReadIsAProblemOfItsSetting() {
        AccountsFile accounts = AccountsFile.read(file(), "cost.accounts", 1000, CODE);

        assertThat(accounts.accounts()).isEmpty();
        assertThat(accounts.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo("cost.accounts"));
    }
}
