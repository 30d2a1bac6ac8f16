package io.github.leat.core.load;

import io.github.leat.core.Position;
import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Goes over the records of a file of dead letters in memory for one batch, and tells those of one source and version. */
final class RejectRecords {
    /** Dead letters may be longer than the records they hold: as long as the reader can take. */
    private static final CsvFormat FORMAT =
            CsvFormat.builder().maxFieldBytes(1 << 29).maxRecordBytes(1 << 29).build();

    private static final int SOURCE = DeadLetters.COLUMNS.indexOf("_leat_source");
    private static final int VERSION = DeadLetters.COLUMNS.indexOf("_leat_version");
    private static final int RECORD = DeadLetters.COLUMNS.indexOf("_leat_record");

    /** Is told each record that names the source and version. */
    @FunctionalInterface
    interface Visitor {
        /**
         * One record.
         *
         * @param number of the record among those that name the source and version, from 1
         * @param sourceRecord its number in the source, from 1
         * @param from its first byte in the file
         * @param to the byte after it
         */
        void visit(long number, long sourceRecord, long from, long to) throws IOException;
    }

    /**
     * What was found.
     *
     * @param count of records that name the source and version
     * @param wholeBytes where the last whole record ends; after it there may be a part of one, of a run that was killed
     * @param endsLine whether the last whole record has its line end
     */
    record Found(long count, long wholeBytes, boolean endsLine) {}

    private final Path file;
    private final Schema letters;
    private final int ownColumns;
    private final long headerBytes;

    /** @param ownColumns how many columns of the source there are */
    RejectRecords(Path file, int ownColumns, long headerBytes) {
        this.file = file;
        this.ownColumns = ownColumns;
        this.headerBytes = headerBytes;
        // names by number, since those of a source may be there twice
        this.letters = Schema.ofTexts(IntStream.range(0, ownColumns + DeadLetters.COLUMNS.size())
                .mapToObj(i -> "c" + i)
                .toList());
    }

    Found scan(String source, String version, Visitor visitor) throws IOException {
        byte[] sourceText = source.getBytes(StandardCharsets.UTF_8);
        byte[] versionText = version.getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            boolean endsLine = lastByte(channel, size) == '\n';
            channel.position(headerBytes);
            long count = 0;
            try (CsvReader reader = CsvReader.builder()
                    .format(FORMAT)
                    .schema(letters)
                    .startAt(new Position(file.toString(), headerBytes, 2, 0))
                    .build(file.toString(), channel)) {
                RecordBatch batch;
                while ((batch = reader.read()) != null) {
                    boolean torn = batch.end().byteOffset() >= size && isLastTorn(batch, endsLine);
                    RecordCursor cursor = batch.cursor();
                    boolean more = cursor.next();
                    while (more) {
                        long from = cursor.position().byteOffset();
                        if (torn && cursor.index() == batch.size() - 1) {
                            return new Found(count, from, true);
                        }
                        boolean named = is(cursor.getSlice(ownColumns + SOURCE), sourceText)
                                && is(cursor.getSlice(ownColumns + VERSION), versionText);
                        long sourceRecord = named ? number(cursor.getString(ownColumns + RECORD)) : 0;
                        more = cursor.next();
                        if (named) {
                            long to = more
                                    ? cursor.position().byteOffset()
                                    : batch.end().byteOffset();
                            visitor.visit(++count, sourceRecord, from, to);
                        }
                    }
                }
            }
            return new Found(count, size, endsLine);
        }
    }

    private static byte lastByte(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return last.get(0);
    }

    /** A killed run leaves the part of a record that its last full buffer ended in. */
    private static boolean isLastTorn(RecordBatch batch, boolean endsLine) {
        return batch.faults().stream()
                .filter(fault -> fault.index() == batch.size() - 1)
                .anyMatch(fault -> fault.code() == RejectCode.UNTERMINATED_QUOTE
                        || (fault.code() == RejectCode.TOO_FEW_FIELDS && !endsLine));
    }

    private static boolean is(ByteSlice text, byte[] wanted) {
        return Arrays.equals(text.array(), text.offset(), text.offset() + text.length(), wanted, 0, wanted.length);
    }

    /** 0 for what people made of it: such a record is never taken back. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
