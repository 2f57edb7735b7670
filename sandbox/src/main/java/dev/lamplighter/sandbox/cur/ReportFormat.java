package dev.lamplighter.sandbox.cur;

/** Style, packing and layout of a report. */
public record ReportFormat(ReportStyle style, Compression compression, Layout layout) {
    public static final ReportFormat OF_2018 = new ReportFormat(ReportStyle.OF_2018, Compression.ZIP, Layout.OVERWRITE);
    public static final ReportFormat OF_TODAY =
            new ReportFormat(ReportStyle.OF_TODAY, Compression.GZIP, Layout.CREATE_NEW);

    public ReportFormat withCompression(Compression chosen) {
        return new ReportFormat(style, chosen, layout);
    }

    public ReportFormat withLayout(Layout chosen) {
        return new ReportFormat(style, compression, chosen);
    }
}
