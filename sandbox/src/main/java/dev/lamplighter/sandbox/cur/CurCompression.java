package dev.lamplighter.sandbox.cur;

/** Says how the data files are packed; the names are those of the manifest. */
public enum CurCompression {
    GZIP("gz"),
    ZIP("zip");

    private final String extension;

    CurCompression(String extension) {
        this.extension = extension;
    }

    String extension() {
        return extension;
    }
}
