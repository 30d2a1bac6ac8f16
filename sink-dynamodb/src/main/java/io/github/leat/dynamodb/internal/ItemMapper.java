package io.github.leat.dynamodb.internal;

import io.github.leat.core.record.ByteSlice;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.record.RejectCode;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.dynamodb.Nulls;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Records as items. Thread-safe: it changes nothing. */
final class ItemMapper {
    /** Whether an item is of this load: the load's tag. Kept where conditions ask for it. */
    static final String LOAD = "_leat_put_by";

    /** The number of the record that an item comes from. */
    static final String RECORD = "_leat_put_record";

    /** Longest keys in bytes ("Service, account, and table quotas", read 2026-11). */
    private static final int MOST_PARTITION = 2048;

    private static final int MOST_SORT = 1024;
    private static final AttributeValue NULL = AttributeValue.fromNul(true);

    private final Schema schema;
    private final ItemLayout layout;
    private final Options options;
    private final String tag;
    private final boolean marked;
    private final List<Writer> writers = new ArrayList<>();

    /** Gives one field, not NULL, as a value; null: nothing is written. */
    private interface Writer {
        @Nullable
        AttributeValue value(Column column, RecordCursor record, int index) throws Unfit;
    }

    /** @param schema the load's columns now, some of them perhaps wider than when it was planned */
    ItemMapper(Schema schema, ItemLayout layout, Options options, String tag) {
        this.schema = schema;
        this.layout = layout;
        this.options = options;
        this.tag = tag;
        this.marked = options.isConditional();
        for (int i = 0; i < schema.size(); i++) {
            writers.add(writer(schema.column(i), i));
        }
    }

    private Writer writer(Column column, int i) {
        Optional<ScalarAttributeType> wanted = layout.indexKeys().get(i);
        if (wanted.isPresent()) {
            return ItemMapper.indexed(wanted.get());
        }
        if (options.ttl().filter(name -> isNamed(column, name)).isPresent()) {
            return (c, record, index) -> AttributeValue.fromN(Values.epochSecond(c, record, index));
        }
        if (options.binaries().stream().anyMatch(name -> isNamed(column, name))) {
            return ItemMapper::binary;
        }
        for (Map.Entry<String, String> set : options.sets().entrySet()) {
            if (isNamed(column, set.getKey())) {
                return (c, record, index) -> texts(record.getString(index), set.getValue());
            }
        }
        return switch (column.type().kind()) {
            case BOOLEAN -> (c, record, index) -> AttributeValue.fromBool(record.getBoolean(index));
            case LONG, DECIMAL, DOUBLE -> (c, record, index) -> AttributeValue.fromN(Values.text(c, record, index));
            default -> (c, record, index) -> AttributeValue.fromS(Values.text(c, record, index));
        };
    }

    private static boolean isNamed(Column column, String name) {
        return column.name().equals(name) || column.sqlName().equals(name);
    }

    private static Writer indexed(ScalarAttributeType type) {
        return (column, record, index) -> {
            String text = Values.text(column, record, index);
            if (text.isEmpty()) {
                throw new Unfit(
                        column.name(),
                        RejectCode.NULL_NOT_ALLOWED,
                        "The text is empty, and an index has the column in its key. Declare the empty text as NULL to leave the"
                                + " record out of the index.");
            }
            return type == ScalarAttributeType.N ? AttributeValue.fromN(text) : AttributeValue.fromS(text);
        };
    }

    private static AttributeValue binary(Column column, RecordCursor record, int index) throws Unfit {
        try {
            return AttributeValue.fromB(
                    SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(record.getString(index))));
        } catch (IllegalArgumentException e) {
            throw new Unfit(
                    column.name(),
                    RejectCode.CONVERSION,
                    "The text is not Base64, which the column was declared to be. Load it as a text.");
        }
    }

    private static @Nullable AttributeValue texts(String text, String separator) {
        Set<String> parts = new LinkedHashSet<>();
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf(separator, from);
            String part = text.substring(from, to < 0 ? text.length() : to).strip();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            from = to < 0 ? text.length() + 1 : to + separator.length();
        }
        return parts.isEmpty() ? null : AttributeValue.fromSs(List.copyOf(parts));
    }

    /**
     * The item of the current record.
     *
     * @throws Unfit if it cannot be one
     */
    Item item(RecordCursor record, Charges charges) throws Unfit {
        Map<String, AttributeValue> item = new HashMap<>(schema.size() * 2);
        for (int i = 0; i < schema.size(); i++) {
            Column column = schema.column(i);
            AttributeValue value;
            if (record.isNull(i)) {
                value = options.nulls() == Nulls.NULL
                                && layout.indexKeys().get(i).isEmpty()
                        ? NULL
                        : null;
            } else {
                value = writers.get(i).value(column, record, i);
            }
            if (value != null) {
                put(item, column, value);
            }
        }
        boolean numbered = marked || layout.partition().isGenerated();
        long number = numbered ? record.position().record() : 0;
        if (marked) {
            item.put(LOAD, AttributeValue.fromS(tag));
            item.put(RECORD, AttributeValue.fromN(Long.toString(number)));
        }
        String partition = key(item, layout.partition(), record, number, MOST_PARTITION);
        String key = partition;
        if (layout.sort().isPresent()) {
            key = partition + '\0' + key(item, layout.sort().get(), record, number, MOST_SORT);
        }
        long size = ItemSize.of(item);
        if (size > ItemSize.MOST) {
            throw new Unfit(
                    "",
                    RejectCode.VALUE_TOO_LARGE,
                    "The item has " + size
                            + " bytes, and DynamoDB takes 409600 (400 KB). Select fewer columns, or shorten the"
                            + " longest.");
        }
        return new Item(record.index(), item, partition, key, number, charges.of(item));
    }

    private void put(Map<String, AttributeValue> item, Column column, AttributeValue value) {
        if (!options.nested() || column.name().indexOf('.') < 0) {
            item.put(column.sqlName(), value);
            return;
        }
        List<String> path = List.of(column.name().split("\\.", -1));
        nest(item, path, value);
    }

    private static void nest(Map<String, AttributeValue> item, List<String> path, AttributeValue value) {
        String name = path.get(0);
        if (path.size() == 1) {
            item.put(name, value);
            return;
        }
        AttributeValue known = item.get(name);
        Map<String, AttributeValue> inner =
                known != null && known.hasM() ? new LinkedHashMap<>(known.m()) : new LinkedHashMap<>();
        nest(inner, path.subList(1, path.size()), value);
        item.put(name, AttributeValue.fromM(inner));
    }

    private String key(Map<String, AttributeValue> item, KeyPart part, RecordCursor record, long number, int most)
            throws Unfit {
        String text = part.isGenerated() ? tag + '#' + number : text(part, record);
        String column =
                part.isGenerated() ? "" : schema.column(part.columns().get(0)).name();
        long bytes = ItemSize.of(text);
        if (bytes == 0) {
            throw new Unfit(
                    column,
                    RejectCode.NULL_NOT_ALLOWED,
                    "The key attribute " + part.attribute()
                            + " is empty, which DynamoDB does not take. Choose another key, or make it by a template.");
        }
        if (part.type() == ScalarAttributeType.S && bytes > most) {
            throw new Unfit(
                    column,
                    RejectCode.VALUE_TOO_LARGE,
                    "The key attribute " + part.attribute() + " has " + bytes + " bytes, and DynamoDB takes " + most
                            + ". Choose a shorter key.");
        }
        item.put(
                part.attribute(),
                part.type() == ScalarAttributeType.N ? AttributeValue.fromN(text) : AttributeValue.fromS(text));
        return text;
    }

    private String text(KeyPart part, RecordCursor record) throws Unfit {
        if (part.isColumn()) {
            int index = part.columns().get(0);
            return record.isNull(index) ? "" : Values.text(schema.column(index), record, index);
        }
        StringBuilder text = new StringBuilder(part.texts().get(0));
        for (int i = 0; i < part.columns().size(); i++) {
            int index = part.columns().get(i);
            if (!record.isNull(index)) {
                text.append(Values.text(schema.column(index), record, index));
            }
            text.append(part.texts().get(i + 1));
        }
        return text.toString();
    }

    /** Mixes the fields of the partition key: equal for equal keys, whatever the texts they were read from. */
    int route(RecordCursor record) {
        KeyPart part = layout.partition();
        if (part.isGenerated()) {
            return (int) KeySet.mix(record.index() + 1L);
        }
        if (!part.isColumn()) {
            try {
                return (int) KeySet.hash(text(part, record));
            } catch (Unfit e) {
                return 0;
            }
        }
        int index = part.columns().get(0);
        if (record.isNull(index)) {
            return 0;
        }
        return (int)
                switch (schema.column(index).type().kind()) {
                    case BOOLEAN -> KeySet.mix(record.getBoolean(index) ? 1 : 2);
                    case LONG -> KeySet.mix(record.getLong(index));
                    case DATE -> KeySet.mix(record.getEpochDay(index));
                    case TIME, TIMESTAMP, TIMESTAMP_TZ -> KeySet.mix(record.getMicros(index));
                    case DECIMAL, DOUBLE -> KeySet.mix(Double.hashCode(record.getDouble(index) + 0.0));
                    case TEXT -> {
                        ByteSlice text = record.getSlice(index);
                        long hash = KeySet.START;
                        for (int i = 0; i < text.length(); i++) {
                            hash = (hash ^ text.byteAt(i)) * KeySet.FACTOR;
                        }
                        yield KeySet.mix(hash);
                    }
                };
    }
}
