package io.github.leat.benchmarks.csv;

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

/** Reads a CSV of some megabytes from memory and touches every field once. Each side runs in a process of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CsvReaderBenchmark {
    /** Who reads. */
    @Param
    private FieldSide side = FieldSide.LEAT;

    /** What is read. */
    @Param
    private InputKind input = InputKind.ACLED;

    /** What ends the records. */
    @Param
    private LineEnd lineEnd = LineEnd.LF;

    /** How much is read, in 10^6 bytes. */
    @Param("48")
    private int megabytes;

    private CsvInput csv = new CsvInput(InputKind.ACLED, LineEnd.LF, new byte[0]);
    private FieldReader reader = FieldSide.LEAT.open();
    private long expected;

    /** Generates the input and proves that this side reads the same fields as the reference. */
    @Setup
    public void prove() throws Exception {
        csv = CsvInput.generate(input, lineEnd, megabytes);
        expected =
                (Long) Isolated.call(FieldSide.class, "prove", side.name(), input.name(), lineEnd.name(), csv.bytes());
        reader = side.open();
    }

    /** Reads all of it. */
    @Benchmark
    public long touchEveryField(Volume volume) throws Exception {
        long sum = reader.touch(csv);
        if (sum != expected) {
            throw new IllegalStateException(side + " touched " + sum + " instead of " + expected);
        }
        volume.add(csv);
        return sum;
    }

    /** Frees what the side holds. */
    @TearDown
    public void close() throws Exception {
        reader.close();
        csv.close();
    }
}
