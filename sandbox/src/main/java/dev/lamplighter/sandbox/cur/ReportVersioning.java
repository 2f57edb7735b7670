package dev.lamplighter.sandbox.cur;

/** Names AWS's "report versioning": where the files of a new version go. */
public enum ReportVersioning {
    /** A folder per assembly with its own manifest, and a top-level manifest that is replaced. */
    CREATE_NEW,
    /** The same keys every time. */
    OVERWRITE
}
