package dev.lamplighter.sandbox.cur;

import java.time.YearMonth;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Holds everything that a delivery depends on. Begin with {@link #of} and change what matters.
 *
 * @param prefix folder of the report in the bucket, without slashes at its ends; may be empty
 * @param bucket the bucket's name as the manifest gives it
 * @param rows lines of the whole month without the late refund, 100..200,000,000; a month to date has fewer
 * @param files data files the lines are spread over, 1..rows of the version delivered
 * @param seed other seeds give other months of the same shape
 * @param accounts 12 digits each, the payer first
 */
public record CostReportSpec(
        String reportName,
        String prefix,
        String bucket,
        YearMonth billingMonth,
        int rows,
        int files,
        long seed,
        List<String> accounts,
        CurReportFormat format,
        ReportVersion version,
        ReportOddities oddities) {
    private static final Pattern REPORT_NAME = Pattern.compile("[A-Za-z0-9!\\-_.*'()]{1,256}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final List<String> SOME_ACCOUNTS =
            List.of("100000000001", "212208029534", "237399757564", "262129493953", "290030302442");

    public CostReportSpec {
        accounts = List.copyOf(accounts);
        require(
                REPORT_NAME.matcher(reportName).matches(),
                "report name, got " + reportName + ", allowed " + REPORT_NAME);
        require(!bucket.isBlank(), "bucket must not be blank");
        require(rows >= 100 && rows <= 200_000_000, "rows must be in 100..200000000, got " + rows);
        require(files >= 1 && files <= rows, "files must be in 1..rows, got " + files);
        require(!accounts.isEmpty(), "accounts must hold the payer at least, got none");
        for (String account : accounts) {
            require(ACCOUNT.matcher(account).matches(), "account must be 12 digits, got " + account);
        }
        require(
                version.untilDay() >= billingMonth.lengthOfMonth() || !(version.isFinal() || version.lateRefund()),
                "an invoiced or refunded month must be whole, got untilDay " + version.untilDay());
        require(
                oddities.gzipMembers() == 1 || format.compression() == CurCompression.GZIP,
                "gzipMembers must be 1 unless the compression is GZIP, got " + oddities.gzipMembers());
    }

    /** 10,000 lines in two files of today's style: a whole month, delivered once. */
    public static CostReportSpec of(String reportName, YearMonth billingMonth) {
        return new CostReportSpec(
                reportName,
                "cur",
                "cost-reports",
                billingMonth,
                10_000,
                2,
                42,
                SOME_ACCOUNTS,
                CurReportFormat.OF_TODAY,
                ReportVersion.FULL_MONTH,
                ReportOddities.NONE);
    }

    public CostReportSpec withPrefix(String chosen) {
        return new CostReportSpec(
                reportName, chosen, bucket, billingMonth, rows, files, seed, accounts, format, version, oddities);
    }

    public CostReportSpec withBucket(String chosen) {
        return new CostReportSpec(
                reportName, prefix, chosen, billingMonth, rows, files, seed, accounts, format, version, oddities);
    }

    public CostReportSpec withRows(int chosen) {
        return new CostReportSpec(
                reportName, prefix, bucket, billingMonth, chosen, files, seed, accounts, format, version, oddities);
    }

    public CostReportSpec withFiles(int chosen) {
        return new CostReportSpec(
                reportName, prefix, bucket, billingMonth, rows, chosen, seed, accounts, format, version, oddities);
    }

    public CostReportSpec withSeed(long chosen) {
        return new CostReportSpec(
                reportName, prefix, bucket, billingMonth, rows, files, chosen, accounts, format, version, oddities);
    }

    public CostReportSpec withAccounts(List<String> chosen) {
        return new CostReportSpec(
                reportName, prefix, bucket, billingMonth, rows, files, seed, chosen, format, version, oddities);
    }

    public CostReportSpec withFormat(CurReportFormat chosen) {
        return new CostReportSpec(
                reportName, prefix, bucket, billingMonth, rows, files, seed, accounts, chosen, version, oddities);
    }

    public CostReportSpec withVersion(ReportVersion chosen) {
        return new CostReportSpec(
                reportName, prefix, bucket, billingMonth, rows, files, seed, accounts, format, chosen, oddities);
    }

    public CostReportSpec withOddities(ReportOddities chosen) {
        return new CostReportSpec(
                reportName, prefix, bucket, billingMonth, rows, files, seed, accounts, format, version, chosen);
    }

    /** 24 for each day that is in. */
    int hours() {
        return 24 * Math.min(version.untilDay(), billingMonth.lengthOfMonth());
    }

    int hoursOfMonth() {
        return 24 * billingMonth.lengthOfMonth();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
