package dev.lamplighter.sandbox.cur;

/** Combines style, packing and layout of a report. */
public record CurReportFormat(ReportStyle style, CurCompression compression, ReportVersioning layout) {
    public static final CurReportFormat OF_2018 =
            new CurReportFormat(ReportStyle.OF_2018, CurCompression.ZIP, ReportVersioning.OVERWRITE);
    public static final CurReportFormat OF_TODAY =
            new CurReportFormat(ReportStyle.OF_TODAY, CurCompression.GZIP, ReportVersioning.CREATE_NEW);

    public CurReportFormat withCompression(CurCompression chosen) {
        return new CurReportFormat(style, chosen, layout);
    }

    public CurReportFormat withLayout(ReportVersioning chosen) {
        return new CurReportFormat(style, compression, chosen);
    }
}
