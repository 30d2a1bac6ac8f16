package io.github.leat.benchmarks.typed;

import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.InputKind;
import io.github.leat.benchmarks.Isolated;
import io.github.leat.benchmarks.Volume;
import io.github.leat.testkit.generate.LineEnd;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reads a CSV of some megabytes from a file in the page cache on several threads and decodes every value once. Each side runs in a process of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParallelReadingBenchmark {
    /** Who reads. */
    @Param
    private ParallelSide side = ParallelSide.LEAT;

    /** What is read. */
    @Param
    private InputKind input = InputKind.ACLED;

    /** What ends the records. */
    @Param
    private LineEnd lineEnd = LineEnd.LF;

    /** How much is read, in 10^6 bytes. */
    @Param("48")
    private int megabytes;

    /** How many threads read. */
    @Param("2")
    private int threads;

    private CsvInput csv = new CsvInput(InputKind.ACLED, LineEnd.LF, new byte[0]);
    private ValueReader reader = new LeatValues(LeatValues.Way.VISITOR);
    private Sums expected = new Sums(0, 0, 0, 0);

    /** Generates the input and proves that this side decodes the same values as the reference. */
    @Setup
    public void prove() throws Exception {
        csv = CsvInput.generate(input, lineEnd, megabytes);
        long[] sums = (long[]) Isolated.call(
                ParallelSide.class,
                "prove",
                side.name(),
                String.valueOf(threads),
                input.name(),
                lineEnd.name(),
                csv.bytes());
        expected = Sums.of(sums);
        reader = side.open(threads);
    }

    /** Reads all of it. */
    @Benchmark
    public long decodeEveryValue(Volume volume) throws Exception {
        Sums sums = reader.sum(csv);
        if (!sums.matches(expected)) {
            throw new IllegalStateException(side + " summed up " + sums + " instead of " + expected);
        }
        volume.add(csv);
        return sums.whole();
    }

    /** Frees what the side holds. */
    @TearDown
    public void close() throws Exception {
        reader.close();
        csv.close();
    }
}
