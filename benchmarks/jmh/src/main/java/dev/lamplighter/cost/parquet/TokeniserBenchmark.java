package dev.lamplighter.cost.parquet;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From inflated text to the changes of each field, on one thread: time of a row of 200 columns, about 1 KB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SampleText.ROWS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokeniserBenchmark {
    private SampleText sample;

    /** Generates the report. */
    @Setup
    public void prepare() throws IOException {
        sample = SampleText.make();
    }

    /** Cuts the text into blocks of whole rows and tokenises each. */
    @Benchmark
    public int[][] tokenise() throws IOException {
        return sample.tokenise(block -> {
            block.clear();
            return block;
        });
    }
}
