package io.github.leat.benchmarks.csv;

import io.deephaven.csv.CsvSpecs;
import io.deephaven.csv.parsers.Parsers;
import io.deephaven.csv.reading.CsvReader;
import io.deephaven.csv.sinks.Sink;
import io.deephaven.csv.sinks.SinkFactory;
import io.deephaven.csv.util.CsvReaderException;
import io.github.leat.benchmarks.CsvInput;
import io.github.leat.benchmarks.FieldDigest;
import io.github.leat.benchmarks.Touch;
import java.util.List;

/** Deephaven: columns of Strings, on one thread. */
final class DeephavenFields implements FieldReader {
    private static final CsvSpecs SPECS = CsvSpecs.builder()
            .concurrent(false)
            .ignoreSurroundingSpaces(false)
            .nullValueLiterals(List.of())
            .parsers(List.of(Parsers.STRING))
            .build();

    @Override
    public long touch(CsvInput input) throws CsvReaderException {
        long[] sum = new long[1];
        read(input, (column, texts, from, to) -> {
            for (int i = from; i < to; i++) {
                sum[0] += Texts.touch(texts[i]);
            }
        });
        return sum[0];
    }

    @Override
    public void show(CsvInput input, FieldDigest digest) throws CsvReaderException {
        read(input, (column, texts, from, to) -> {
            for (int i = from; i < to; i++) {
                digest.add(column, texts[i]);
            }
        });
    }

    private static void read(CsvInput input, Column column) throws CsvReaderException {
        CsvReader.read(SPECS, input.stream(), sinks(column));
    }

    /** Only texts are asked for. */
    private static SinkFactory sinks(Column column) {
        return SinkFactory.ofSimple(
                c -> unused(),
                c -> unused(),
                c -> unused(),
                c -> unused(),
                c -> unused(),
                c -> unused(),
                c -> unused(),
                c -> unused(),
                c -> new TextSink(c, column),
                c -> unused(),
                c -> unused());
    }

    private static <T> Sink<T> unused() {
        throw new IllegalStateException("only texts were asked for");
    }

    @Override
    public Touch touches() {
        return Touch.CHARS;
    }

    @Override
    public boolean touchesHeader() {
        return false;
    }

    @FunctionalInterface
    private interface Column {
        void texts(int column, String[] texts, int from, int to);
    }

    private record TextSink(int index, Column column) implements Sink<String[]> {
        @Override
        public void write(String[] texts, boolean[] nulls, long from, long to, boolean appending) {
            column.texts(index, texts, 0, (int) (to - from));
        }

        @Override
        public Object getUnderlying() {
            return this;
        }
    }
}
