package dev.lamplighter.sandbox.cur;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class CostReportSpecTest {
    private static final CostReportSpec SPEC = CostReportSpec.of("hourly", YearMonth.of(2025, 2));

    @Test
    void saysWhatIsWrongWithASpecification() {
        refused(() -> SPEC.withRows(99), "rows must be in 100..200000000, got 99");
        refused(() -> SPEC.withFiles(0), "files must be in 1..rows, got 0");
        refused(() -> SPEC.withAccounts(List.of("123")), "account must be 12 digits, got 123");
        refused(() -> SPEC.withAccounts(List.of()), "accounts must hold the payer at least, got none");
        refused(() -> CostReportSpec.of("a/b", YearMonth.of(2025, 2)), "got a/b");
        refused(() -> ReportVersion.monthToDate(32), "untilDay must be in 1..31, got 32");
        refused(
                () -> SPEC.withVersion(ReportVersion.monthToDate(27).invoiced()),
                "an invoiced or refunded month must be whole, got untilDay 27");
        refused(() -> ReportOddities.NONE.withDroppedColumns(61), "droppedColumns must be in 0..60, got 61");
        refused(
                () -> SPEC.withOddities(ReportOddities.NONE.withGzipMembers(2)).withFormat(CurReportFormat.OF_2018),
                "gzipMembers must be 1 unless the compression is GZIP, got 2");
    }

    @Test
    void aKeyCannotLeaveTheFolder() {
        refused(() -> new FolderBucket(Path.of("target/bucket")).create("../elsewhere"), "got ../elsewhere");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
