package io.github.leat.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.LoadException;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.infer.TableReader;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.Compression;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.StreamSource;
import io.github.leat.core.io.TextStream;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.transform.Conform;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of inference whatever the bytes are: it decides or refuses with a {@link LoadException} of two sentences; a
 * stream gives what a file gives, in whatever portions; the layout can be read, from the place and with the schema it says;
 * if it has seen all records, each of them conforms to the types that it found, and there are as many as it says.
 */
public final class InferenceTarget {
    private static final DecompressionLimits LIMITS = new DecompressionLimits(1_000, 1 << 20);

    private InferenceTarget() {}

    /** The entry that the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        int portion = data.length == 0 ? 1 : 1 + (data[data.length - 1] & 0x3F);
        Layout layout = infer(new Bytes(data));
        Layout streamed = infer(StreamSource.of("fuzz", new Dribble(data, 0, portion)));
        assertThat(streamed == null).as("a stream is refused as a file is").isEqualTo(layout == null);
        if (layout == null || streamed == null) {
            return;
        }
        assertThat(streamed.format()).isEqualTo(layout.format());
        assertThat(streamed.encoding()).isEqualTo(layout.encoding());
        assertThat(streamed.schema()).isEqualTo(layout.schema());
        assertThat(streamed.dataStart()).isEqualTo(layout.dataStart());
        assertThat(streamed.recordsSampled()).isEqualTo(layout.recordsSampled());
        try {
            read(layout, isMended(layout));
        } catch (LoadException e) {
            requireAdvice(e);
        }
    }

    private static @Nullable Layout infer(ByteSource source) throws IOException {
        try {
            return Inference.builder().minConfidence(0).limits(LIMITS).build().infer(source);
        } catch (LoadException e) {
            requireAdvice(e);
            return null;
        }
    }

    private static void requireAdvice(LoadException e) {
        assertThat(e).hasMessageContaining("fuzz");
        assertThat(e).message().contains(". ");
    }

    /** Whether a record is read otherwise than it stands: then the sample of a broken text is not what the reader gives. */
    private static boolean isMended(Layout layout) throws IOException {
        try (TableReader table = TableReader.open(layout)) {
            while (table.next()) {
                // to the end of the table
            }
            return table.mended() > 0;
        }
    }

    private static void read(Layout layout, boolean mended) throws IOException {
        Schema schema = layout.schema();
        long records = 0;
        boolean sound = !mended;
        Conform conform = Conform.to(schema);
        try (TextStream text = layout.text().open(layout.dataStart().byteOffset());
                CsvReader reader = CsvReader.builder()
                        .format(layout.format())
                        .schema(schema)
                        .startAt(layout.dataStart())
                        .bufferBytes(256)
                        .build("fuzz", text)) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                Conform.Checked checked = conform.check(batch);
                records += batch.size();
                sound &= batch.faults().isEmpty();
                // A sample with a quote where none belongs is mended first: values and records may be others.
                if (layout.exhaustive() && !mended) {
                    // A record that is rejected for its form says nothing about types.
                    Set<Integer> faulty =
                            batch.faults().stream().map(Rejection::index).collect(Collectors.toSet());
                    assertThat(checked.misfits())
                            .filteredOn(misfit -> !faulty.contains(misfit.index()))
                            .as("values that the sample had: %s", schema)
                            .isEmpty();
                }
            }
        }
        // A sample of ragged records, or with a quote where none belongs, is mended first: that may join or part
        // records.
        if (sound && layout.exhaustive() && layout.compression() == Compression.NONE) {
            assertThat(records).as("records read, and sampled").isEqualTo(layout.recordsSampled());
        }
    }

    /** A source of bytes in memory. */
    private static final class Bytes implements ByteSource {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return "fuzz";
        }

        @Override
        public Optional<String> version() {
            return Optional.empty();
        }

        @Override
        public OptionalLong sizeInBytes() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public InputStream open(long fromByte) {
            return new Dribble(bytes, (int) fromByte, 1 << 16);
        }
    }
}
