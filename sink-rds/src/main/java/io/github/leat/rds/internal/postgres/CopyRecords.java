package io.github.leat.rds.internal.postgres;

import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.rds.internal.RecordAppender;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** How the records of a load are written in a COPY: which columns of the table, in which form. */
final class CopyRecords {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TEXT_NULL = "\\N".getBytes(StandardCharsets.US_ASCII);
    private static final int END = -1;

    private final String table;
    private final Schema schema;
    private final boolean binary;
    private final boolean checked;
    private final List<String> names = new ArrayList<>();
    private final int[] columns;
    private final FieldWriter[] writers;
    private final CopyBuffer own = new CopyBuffer();

    /** @param order for each of the table's columns the index of the load's column, or a constant of RecordAppender */
    CopyRecords(String table, List<Attribute> attributes, Schema schema, List<Integer> order) {
        this.table = table;
        this.schema = schema;
        List<Integer> used = new ArrayList<>();
        List<Attribute> targets = new ArrayList<>();
        boolean allBinary = true;
        boolean allChecked = true;
        for (int i = 0; i < attributes.size(); i++) {
            int column = order.get(i);
            if (column != RecordAppender.NULL) {
                Attribute attribute = attributes.get(i);
                used.add(column);
                targets.add(attribute);
                names.add(attribute.name());
                allChecked &= column == RecordAppender.NUMBER
                        || attribute.isChecked(schema.column(column).type());
                allBinary &= column == RecordAppender.NUMBER
                        || attribute.isBinary(schema.column(column).type());
            }
        }
        binary = allBinary;
        checked = allBinary && allChecked;
        columns = used.stream().mapToInt(Integer::intValue).toArray();
        writers = new FieldWriter[columns.length];
        for (int i = 0; i < columns.length; i++) {
            writers[i] = columns[i] == RecordAppender.NUMBER
                    ? (cursor, column, buffer) -> {}
                    : binary
                            ? BinaryFields.of(
                                    targets.get(i), schema.column(columns[i]).type())
                            : TextFields.of(
                                    targets.get(i), schema.column(columns[i]).type());
        }
    }

    /** Whether the server can refuse none of the columns' values. */
    boolean isChecked() {
        return checked;
    }

    /** The statement that takes them. */
    String statement() {
        return "COPY " + table + " ("
                + String.join(", ", names.stream().map(Identifiers::quote).toList()) + ") FROM STDIN"
                + (binary ? " (FORMAT binary)" : "");
    }

    /** Source name of the load's column that goes into one of the table; empty if there is none. */
    String sourceName(String tableColumn) {
        int at = names.indexOf(tableColumn);
        return at < 0 || columns[at] < 0 ? "" : schema.column(columns[at]).name();
    }

    /**
     * Writes records into an open COPY, with what stands before and after them.
     *
     * @param batch the records
     * @param offset index of the first in its whole batch, which rejections count by
     * @param firstNumber number of the first record
     * @param unfit gets the records whose values the table cannot hold, by index; those it has already are left out
     * @return the index of each record that was written, as far as {@code count()} says
     */
    Sent write(RecordBatch batch, int offset, long firstNumber, Map<Integer, Rejection> unfit, CopyIn copy)
            throws SQLException {
        own.clear();
        begin(own);
        Sent sent = write(batch, offset, firstNumber, unfit, own, copy);
        end(own);
        own.flush(copy);
        return sent;
    }

    /** What stands before the first record. */
    void begin(CopyBuffer out) {
        if (binary) {
            out.putBytes(SIGNATURE, 0, SIGNATURE.length);
        }
    }

    /** What stands after the last record. */
    void end(CopyBuffer out) {
        if (binary) {
            out.putShort(END);
        }
    }

    /**
     * Writes records between {@link #begin} and {@link #end}.
     *
     * @param copy takes the buffer whenever it is full; null: it grows until it holds all records
     */
    Sent write(
            RecordBatch batch,
            int offset,
            long firstNumber,
            Map<Integer, Rejection> unfit,
            CopyBuffer out,
            @Nullable CopyIn copy)
            throws SQLException {
        int[] indexes = new int[batch.size()];
        int count = 0;
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            int index = offset + cursor.index();
            if (unfit.containsKey(index)) {
                continue;
            }
            out.beginRecord();
            int field = put(cursor, firstNumber + cursor.index(), index, unfit, out);
            if (field < 0) {
                out.dropRecord();
                continue;
            }
            indexes[count++] = index;
            if (copy != null && out.isFull()) {
                out.flush(copy);
            }
        }
        return new Sent(indexes, count);
    }

    /** The records whose values the table cannot hold, ascending. */
    List<Rejection> check(RecordBatch batch) throws SQLException {
        Map<Integer, Rejection> unfit = new TreeMap<>();
        own.clear();
        write(batch, 0, 0, unfit, own, null);
        return List.copyOf(unfit.values());
    }

    /**
     * What one COPY was given.
     *
     * @param indexes of the records, in order
     * @param count how many of them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Sent(int[] indexes, int count) {}

    /** Writes a record; -1 if it does not fit. */
    private int put(RecordCursor cursor, long number, int index, Map<Integer, Rejection> unfit, CopyBuffer out) {
        int field = 0;
        try {
            if (binary) {
                out.putShort(columns.length);
                for (; field < columns.length; field++) {
                    putBinary(cursor, columns[field], writers[field], number, out);
                }
            } else {
                for (; field < columns.length; field++) {
                    putText(cursor, field, number, out);
                }
                out.putByte('\n');
            }
            return field;
        } catch (Unfit e) {
            String name = schema.column(columns[field]).name();
            unfit.put(index, new Rejection(index, name, e.code(), String.valueOf(e.getMessage())));
            return -1;
        }
    }

    private static void putBinary(RecordCursor cursor, int column, FieldWriter writer, long number, CopyBuffer out)
            throws Unfit {
        if (column < 0) {
            out.putInt8(number);
        } else if (cursor.isNull(column)) {
            out.putInt(-1);
        } else {
            writer.write(cursor, column, out);
        }
    }

    private void putText(RecordCursor cursor, int field, long number, CopyBuffer out) throws Unfit {
        if (field > 0) {
            out.putByte('\t');
        }
        int column = columns[field];
        if (column < 0) {
            byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
            out.putBytes(digits, 0, digits.length);
        } else if (cursor.isNull(column)) {
            out.putBytes(TEXT_NULL, 0, TEXT_NULL.length);
        } else {
            writers[field].write(cursor, column, out);
        }
    }
}
