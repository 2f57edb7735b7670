package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.report.ObjectUpload;
import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets parquet-java write to an upload. Closing the stream leaves the upload open: only its owner completes it. */
final class UploadOutputFile implements OutputFile {
    private final ObjectUpload upload;

    UploadOutputFile(ObjectUpload upload) {
        this.upload = upload;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new Counted(upload);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    /** Buffers the many small writes of headers and footer. */
    private static final class Counted extends PositionOutputStream {
        private final ObjectUpload upload;
        private final byte[] block = new byte[16 << 10];
        private int blockBytes;
        private long position;

        Counted(ObjectUpload upload) {
            this.upload = upload;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            if (blockBytes == block.length) {
                flush();
            }
            block[blockBytes++] = (byte) value;
            position++;
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (length > block.length - blockBytes) {
                flush();
                upload.write(source, offset, length);
            } else {
                System.arraycopy(source, offset, block, blockBytes, length);
                blockBytes += length;
            }
            position += length;
        }

        @Override
        public void flush() throws IOException {
            upload.write(block, 0, blockBytes);
            blockBytes = 0;
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
