package dev.lamplighter.window.startup;

/** Names the numbers of the ZIP format. Source: PKWARE's APPNOTE.TXT §4.3 and §4.4; modes are those of Unix. */
final class ZipFormatConstants {
    static final int LOCAL_HEADER = 0x04034b50;
    static final int CENTRAL_HEADER = 0x02014b50;
    static final int END_OF_CENTRAL_DIRECTORY = 0x06054b50;
    static final int LOCAL_HEADER_LENGTH = 30;
    static final int CENTRAL_HEADER_LENGTH = 46;
    static final int END_LENGTH = 22;
    static final int MADE_BY_UNIX = 3 << 8;
    static final int ENCRYPTED = 1;
    static final int UTF_8 = 1 << 11;
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int FILE_TYPE = 0170000;
    static final int FOLDER = 0040000;
    static final int REGULAR_FILE = 0100000;
    static final int OWNER_EXECUTES = 0100;

    private ZipFormatConstants() {}
}
