package dev.lamplighter.cost.parquet.encode;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Makes {@link ParquetFileWriter}s without Hadoop on the class path. The constructor used here needs nothing of Hadoop, but
 * others take Hadoop's {@code Configuration}, and the compiler would need that class to choose between them. A method handle
 * names one constructor exactly.
 */
final class ParquetFileWriterFactory {
    private static final MethodHandle CONSTRUCTOR = constructor();

    /** A hint for the file system, which {@link UploadOutputFile} ignores. */
    private static final long ROW_GROUP_SIZE_HINT = 1L << 20;

    private static final int NO_PADDING = 0;
    /**
     * The longest minimum or maximum in column indexes and footers; a longer one is truncated so that it remains a bound.
     */
    private static final int BOUND_BYTES = 64;

    private ParquetFileWriterFactory() {}

    static ParquetFileWriter create(OutputFile file, MessageType schema) throws IOException {
        try {
            return (ParquetFileWriter) CONSTRUCTOR.invokeExact(
                    file,
                    schema,
                    ParquetFileWriter.Mode.CREATE,
                    ROW_GROUP_SIZE_HINT,
                    NO_PADDING,
                    BOUND_BYTES,
                    BOUND_BYTES,
                    true);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the constructor throws nothing else", e);
        }
    }

    private static MethodHandle constructor() {
        try {
            return MethodHandles.lookup()
                    .findConstructor(
                            ParquetFileWriter.class,
                            MethodType.methodType(
                                    void.class,
                                    OutputFile.class,
                                    MessageType.class,
                                    ParquetFileWriter.Mode.class,
                                    long.class,
                                    int.class,
                                    int.class,
                                    int.class,
                                    boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("parquet-hadoop is not the version this was written for", e);
        }
    }
}
