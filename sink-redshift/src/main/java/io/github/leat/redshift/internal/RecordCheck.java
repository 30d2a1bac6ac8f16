package io.github.leat.redshift.internal;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.ColumnType.Kind;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.SchemaPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds records that Redshift would refuse before they are sent: a NULL where none is taken, a text with more bytes than its column or
 * than any VARCHAR has, a number beyond its column's, a record that COPY refused before.
 */
final class RecordCheck {
    /** Most bytes of a row that COPY takes (database developer guide, "Data sources" of COPY, read 2026-11-27). */
    private static final long MAX_ROW_BYTES = 4L << 20;

    private final TablePlan plan;
    private final int[] mostBytes;
    private final long[] largest;
    private final boolean[] isJson;
    private final long[] longest;
    private final Map<Long, Refusal> refused;
    private final Slot[] slots;
    private final Kind[] kinds;
    private final int[] checked;

    /** @param longest bytes of the longest texts so far by column; updated */
    RecordCheck(TablePlan plan, SchemaPolicy policy, Map<Long, Refusal> refused, long[] longest) {
        this.plan = plan;
        this.refused = refused;
        this.longest = longest;
        int columns = plan.slots().size();
        this.mostBytes = new int[columns];
        this.largest = new long[columns];
        this.isJson = new boolean[columns];
        this.slots = plan.slots().toArray(Slot[]::new);
        this.kinds = plan.schema().columns().stream()
                .map(column -> column.type().kind())
                .toArray(Kind[]::new);
        for (int i = 0; i < columns; i++) {
            Slot slot = slots[i];
            boolean mayGrow = policy == SchemaPolicy.EVOLVE && slot.nativeType().startsWith("character varying");
            mostBytes[i] = mayGrow
                    ? Layout.MAX_TEXT_BYTES
                    : Types.bytesOf(slot.nativeType()).orElse(Layout.MAX_TEXT_BYTES);
            isJson[i] = slot.nativeType().equals(Types.SUPER);
            largest[i] = switch (slot.nativeType()) {
                case "smallint" -> Short.MAX_VALUE;
                case "integer" -> Integer.MAX_VALUE;
                default -> Long.MAX_VALUE;
            };
        }
        this.checked = IntStream.range(0, columns)
                .filter(i -> kinds[i] == Kind.TEXT
                        || !slots[i].isNullable()
                        || (kinds[i] == Kind.LONG && largest[i] < Long.MAX_VALUE))
                .toArray();
    }

    /** The refusals of a batch, ascending. */
    List<Rejection> check(RecordBatch batch, long firstNumber) {
        List<Rejection> rejections = new ArrayList<>();
        RecordCursor cursor = batch.cursor();
        while (cursor.next()) {
            Refusal before = refused.isEmpty() ? null : refused.get(firstNumber + cursor.index());
            Rejection rejection = before == null ? check(cursor) : rejected(cursor.index(), before);
            if (rejection != null) {
                rejections.add(rejection);
            }
        }
        return rejections;
    }

    private Rejection rejected(int index, Refusal refusal) {
        Schema schema = plan.schema();
        String column = schema.columns().stream()
                .filter(c -> Identifiers.column(c.sqlName()).equals(refusal.column()))
                .findFirst()
                .map(c -> c.name())
                .orElse("");
        String reason = refusal.reason();
        return new Rejection(
                index,
                column,
                RejectCode.REFUSED_BY_TARGET,
                "COPY refuses it: " + reason + (reason.endsWith(".") ? "" : "."));
    }

    private @Nullable Rejection check(RecordCursor cursor) {
        long bytes = 0;
        for (int c : checked) {
            Slot slot = slots[c];
            if (!slot.isNullable() && cursor.isNull(c)) {
                return rejection(
                        cursor, c, RejectCode.NULL_NOT_ALLOWED, "column \"" + slot.column() + "\" takes no NULL.");
            }
            Rejection rejection;
            if (kinds[c] == Kind.TEXT) {
                ByteSlice text = cursor.getSlice(c);
                bytes += text.length();
                rejection = checkText(cursor, c, text);
            } else {
                rejection = kinds[c] == Kind.LONG && largest[c] < Long.MAX_VALUE ? checkNumber(cursor, c) : null;
            }
            if (rejection != null) {
                return rejection;
            }
        }
        return bytes <= MAX_ROW_BYTES
                ? null
                : new Rejection(
                        cursor.index(),
                        "",
                        RejectCode.VALUE_TOO_LARGE,
                        "the record has " + bytes + " bytes of text, and COPY takes rows of " + MAX_ROW_BYTES + ".");
    }

    private @Nullable Rejection checkText(RecordCursor cursor, int c, ByteSlice text) {
        longest[c] = Math.max(longest[c], Math.min(text.length(), mostBytes[c]));
        if (text.length() > mostBytes[c]) {
            return rejection(
                    cursor,
                    c,
                    RejectCode.VALUE_TOO_LARGE,
                    "the text has " + text.length() + " bytes, and column \"" + slots[c].column() + "\" takes "
                            + mostBytes[c] + ".");
        }
        if (isJson[c] && !JsonCheck.isJson(text) && !(text.length() == 0 && cursor.isNull(c))) {
            return rejection(
                    cursor,
                    c,
                    RejectCode.CONVERSION,
                    "the text is not JSON, and column \"" + slots[c].column() + "\" is of type SUPER.");
        }
        return RecordText.isNullText(text)
                ? rejection(
                        cursor,
                        c,
                        RejectCode.REFUSED_BY_TARGET,
                        "the text is " + RecordText.NULL + ", which stands for NULL on the way to Redshift.")
                : null;
    }

    private @Nullable Rejection checkNumber(RecordCursor cursor, int c) {
        if (cursor.isNull(c)) {
            return null;
        }
        long value = cursor.getLong(c);
        return value > largest[c] || value < -largest[c] - 1
                ? rejection(
                        cursor,
                        c,
                        RejectCode.VALUE_TOO_LARGE,
                        value + " is not a value of " + slots[c].nativeType() + ", the type of column \""
                                + slots[c].column() + "\".")
                : null;
    }

    private Rejection rejection(RecordCursor cursor, int column, RejectCode code, String reason) {
        return new Rejection(cursor.index(), plan.schema().column(column).name(), code, reason);
    }
}
