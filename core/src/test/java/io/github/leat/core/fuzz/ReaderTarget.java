package io.github.leat.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.LoadException;
import io.github.leat.core.MalformedRecordException;
import io.github.leat.core.Position;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.fuzz.PlainReader.Plain;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What must hold of the reader whatever the bytes are: it agrees with {@link PlainReader} on fields, NULLs, places and
 * faults; any buffer and any portions of the stream give the same; a strict reader gives the same up to the first fault and
 * stops there; reading goes on at any batch's end; what is written out is read again; nothing but {@link LoadException} is
 * thrown.
 *
 * <p>The last three bytes choose the format and the sizes; the rest is the text.
 */
public final class ReaderTarget {
    private static final Schema SCHEMA = Schema.ofTexts(List.of("a", "b", "c"));
    private static final int RECORD_LIMIT = 300;

    /** A text of the fuzzer and of its seeds in one batch. */
    private static final int WHOLE_BYTES = 16 << 10;

    private static final List<CsvFormat> FORMATS = List.of(
            CsvFormat.rfc4180(),
            CsvFormat.builder().delimiter(';').quote('\'').build(),
            CsvFormat.builder().delimiter('\t').noQuote().build(),
            CsvFormat.builder().escape(Escape.BACKSLASH).build(),
            CsvFormat.builder().comment('#').build(),
            CsvFormat.builder()
                    .delimiter('|')
                    .escape(Escape.BACKSLASH)
                    .comment('#')
                    .build(),
            CsvFormat.builder().delimiter('\u007F').build(),
            CsvFormat.builder().noQuote().escape(Escape.BACKSLASH).build(),
            CsvFormat.builder().delimiter('\u0001').quote('\u0002').build());

    /** What one record was read as. */
    private record Got(Position at, List<String> fields, List<Boolean> nulls, List<String> faults) {}

    /** What was read, and what ended it. */
    private record Reading(List<Got> records, List<Position> batchEnds, Optional<String> failure) {}

    private ReaderTarget() {}

    /** The entry that the fuzzer calls. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length < 3) {
            return;
        }
        byte[] text = Arrays.copyOf(data, data.length - 3);
        int choice = data[data.length - 3] & 0xFF;
        int buffer = 64 + (data[data.length - 2] & 0xFF);
        int portion = 1 + (data[data.length - 1] & 0x7F);
        CsvFormat format = FORMATS.get(choice % FORMATS.size());
        boolean limited = choice >= 128;
        if (limited) {
            format = format.toBuilder().maxRecordBytes(RECORD_LIMIT).build();
        }
        boolean endsAtStrays = !limited && choice / FORMATS.size() % 2 == 1;
        Reading whole = read(reader(format, endsAtStrays), text, 0, 1 << 16);
        Reading parts = read(reader(format, endsAtStrays).bufferBytes(buffer), text, 0, portion);
        assertThat(parts.records()).as("small buffers and portions").isEqualTo(whole.records());
        assertThat(parts.failure()).isEqualTo(whole.failure());

        List<Plain> plain =
                endsAtStrays ? PlainReader.read(text, format, SCHEMA.size()) : PlainReader.read(text, format);
        compare(whole, plain, limited);
        compareStrict(read(reader(format, endsAtStrays).strict().bufferBytes(buffer), text, 0, portion), whole, plain);
        for (Position end : parts.batchEnds()) {
            goOn(end, reader(format, endsAtStrays), text, whole);
        }
        writeAndReadAgain(reader(format, endsAtStrays), text, whole);
    }

    private static CsvReader.Builder reader(CsvFormat format, boolean endsAtStrays) {
        CsvReader.Builder reader =
                CsvReader.builder().format(format).schema(SCHEMA).bufferBytes(WHOLE_BYTES);
        return endsAtStrays ? reader.endAtStrayQuotes() : reader;
    }

    private static void compare(Reading whole, List<Plain> plain, boolean limited) {
        if (limited && whole.failure().isPresent()) {
            assertThat(whole.records()).hasSizeLessThan(plain.size());
        } else {
            assertThat(whole.failure()).isEmpty();
            assertThat(whole.records()).hasSameSizeAs(plain);
        }
        for (int i = 0; i < whole.records().size(); i++) {
            Got got = whole.records().get(i);
            Plain expected = plain.get(i);
            if (!agrees(got, expected, i + 1L)) {
                throw new AssertionError("Read " + got + " where the plain reader has " + expected);
            }
        }
    }

    private static boolean agrees(Got got, Plain expected, long number) {
        List<Boolean> nulls = new ArrayList<>();
        for (int c = 0; c < SCHEMA.size(); c++) {
            nulls.add(c >= expected.empty().size() || expected.empty().get(c));
        }
        boolean ragged = expected.fields().size() != SCHEMA.size();
        return got.fields().equals(expected.fields())
                && got.at().equals(new Position("fuzz", expected.from(), expected.line(), number))
                && got.nulls().equals(nulls)
                && got.faults().isEmpty() != (expected.faulty() || ragged);
    }

    private static void compareStrict(Reading strict, Reading whole, List<Plain> plain) {
        int good = 0;
        while (good < whole.records().size()
                && whole.records().get(good).faults().isEmpty()
                && !plain.get(good).stray()) {
            good++;
        }
        assertThat(strict.records()).as("strict").isEqualTo(whole.records().subList(0, good));
        assertThat(strict.failure().isPresent())
                .as("strict stops at a fault")
                .isEqualTo(good < whole.records().size() || whole.failure().isPresent());
    }

    private static void goOn(Position end, CsvReader.Builder reader, byte[] text, Reading whole) throws IOException {
        Reading rest = read(reader.startAt(end), text, Math.toIntExact(end.byteOffset()), 1 << 16);
        assertThat(rest.records())
                .as("from %s on", end)
                .isEqualTo(whole.records()
                        .subList((int) end.record(), whole.records().size()));
    }

    private static void writeAndReadAgain(CsvReader.Builder how, byte[] text, Reading whole) throws IOException {
        if (whole.failure().isPresent()) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvReader reader = how.build("fuzz", new Dribble(text, 0, 1 << 16))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                batch.encodeTo(out, CsvFormat.rfc4180());
            }
        }
        Reading again = read(reader(CsvFormat.rfc4180(), false), out.toByteArray(), 0, 1 << 16);
        assertThat(again.records()).hasSameSizeAs(whole.records());
        for (int i = 0; i < again.records().size(); i++) {
            Got before = whole.records().get(i);
            Got after = again.records().get(i);
            List<String> fields = new ArrayList<>(before.fields());
            while (fields.size() < SCHEMA.size()) {
                fields.add("");
            }
            // A byte order mark at the very start is one again.
            List<String> kept = new ArrayList<>(fields.subList(0, SCHEMA.size()));
            if (i == 0 && kept.get(0).startsWith("\u00EF\u00BB\u00BF")) {
                continue;
            }
            if (!after.fields().equals(kept) || !after.nulls().equals(before.nulls())) {
                throw new AssertionError("Wrote " + before + " and read " + after);
            }
        }
    }

    private static Reading read(CsvReader.Builder builder, byte[] text, int from, int portion) throws IOException {
        List<Got> records = new ArrayList<>();
        List<Position> ends = new ArrayList<>();
        try (CsvReader reader = builder.build("fuzz", new Dribble(text, from, portion))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                add(batch, records);
                ends.add(batch.end());
            }
        } catch (MalformedRecordException e) {
            return new Reading(records, ends, Optional.of(String.valueOf(e.getMessage())));
        }
        return new Reading(records, ends, Optional.empty());
    }

    private static void add(RecordBatch batch, List<Got> records) {
        List<Rejection> faults = batch.faults();
        int next = 0;
        for (RecordCursor cursor = batch.cursor(); cursor.next(); ) {
            List<String> fields = new ArrayList<>();
            List<Boolean> nulls = new ArrayList<>();
            for (int c = 0; c < cursor.fieldCount(); c++) {
                fields.add(new String(cursor.getSlice(c).toBytes(), StandardCharsets.ISO_8859_1));
            }
            for (int c = 0; c < SCHEMA.size(); c++) {
                nulls.add(cursor.isNull(c));
            }
            List<Rejection> mine = new ArrayList<>();
            while (next < faults.size() && faults.get(next).index() == cursor.index()) {
                mine.add(faults.get(next++));
            }
            records.add(new Got(
                    cursor.position(),
                    fields,
                    nulls,
                    mine.stream()
                            .map(fault -> fault.code() + " " + fault.reason())
                            .collect(Collectors.toList())));
        }
        assertThat(next).as("all faults belong to a record").isEqualTo(faults.size());
    }
}
