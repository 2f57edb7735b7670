package dev.lamplighter.sandbox.cur;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes a gzip file of one member or more, cut where it is told to. */
final class GzipMemberOutputStream extends OutputStream {
    private static final int BUFFER = 1 << 16;
    private static final long NO_CUT = Long.MAX_VALUE;

    private final OutputStream file;
    private GZIPOutputStream member;
    private long untilCut = NO_CUT;

    GzipMemberOutputStream(OutputStream file) throws IOException {
        this.file = file;
        member = newMember();
    }

    /** Ends the member after so many more bytes. */
    void cutAfter(int more) {
        untilCut = more;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length < untilCut) {
            member.write(bytes, offset, length);
            untilCut = untilCut == NO_CUT ? NO_CUT : untilCut - length;
            return;
        }
        int rest = (int) untilCut;
        member.write(bytes, offset, rest);
        member.close();
        member = newMember();
        untilCut = NO_CUT;
        member.write(bytes, offset + rest, length - rest);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            member.close();
        }
    }

    private GZIPOutputStream newMember() throws IOException {
        return new GZIPOutputStream(
                new FilterOutputStream(file) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        out.write(bytes, offset, length);
                    }

                    @Override
                    public void close() throws IOException {
                        flush(); // the next member follows in the same file
                    }
                },
                BUFFER);
    }
}
