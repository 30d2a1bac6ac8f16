package io.github.leat.core.infer;

import io.github.leat.core.Position;
import io.github.leat.core.SchemaException;
import io.github.leat.core.io.TextSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.SqlNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts names, tags and types together, once it is known where the table is. */
final class LayoutAssembly {
    /** Share of the records that may be wider than the columns: those are ragged, not the table. */
    private static final int COLUMNS_LISTED = 20;

    private final String source;
    private final Tokens tokens;
    private final TableShape table;
    private final int textStart;
    private final List<Column> columns = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private long records;

    LayoutAssembly(String source, Tokens tokens, TableShape table, int textStart) {
        this.source = source;
        this.tokens = tokens;
        this.table = table;
        this.textStart = textStart;
    }

    /** The columns by name and tag, with their types. */
    LayoutAssembly columns(ColumnTypes types, Scope scope) throws IOException {
        List<Optional<String>> tags = table.hxlRecord() < 0 ? List.of() : HxlTags.tags(tokens, table.hxlRecord());
        List<String> names = names(tags);
        List<String> sqlNames = SqlNames.deriveAll(names);
        requireKnown(types.declared(), names, sqlNames);
        List<Column> untyped = new ArrayList<>(names.size());
        for (int c = 0; c < names.size(); c++) {
            Column column = Column.of(names.get(c), ColumnType.TEXT).withNames(names.get(c), sqlNames.get(c));
            Optional<String> tag = c < tags.size() ? tags.get(c) : Optional.empty();
            untyped.add(tag.isPresent() ? column.withHxl(tag.get()) : column);
        }
        int dataStart = table.dataRecord() < tokens.records() ? tokens.recordFrom(table.dataRecord()) : -1;
        Segments segments = scope.segments(tokens, table.dataRecord(), dataStart, names.size());
        ColumnTypes.Result result = types.find(untyped, segments, scope.exhaustive());
        for (Found found : result.columns()) {
            columns.add(found.column());
            evidence.add(found.evidence());
        }
        records = result.records();
        return this;
    }

    private void requireKnown(Set<String> declared, List<String> names, List<String> sqlNames) {
        Set<String> known = new HashSet<>(names);
        known.addAll(sqlNames);
        for (String name : declared) {
            if (!known.contains(name)) {
                String listed = names.stream().limit(COLUMNS_LISTED).collect(Collectors.joining(", "));
                throw new SchemaException(
                        source + " has no column \"" + name + "\", for which a type is declared. Its columns are "
                                + listed + (names.size() > COLUMNS_LISTED ? ", …" : "") + ".");
            }
        }
    }

    private List<String> names(List<Optional<String>> tags) {
        int head = table.headerRecord();
        List<String> given = head >= 0 ? HeaderNames.join(headerTexts()) : List.of();
        int named = given.size();
        int width = Math.max(width(given), lastTag(tags));
        List<String> names = new ArrayList<>(width);
        for (int c = 0; c < width; c++) {
            if (c < named) {
                names.add(given.get(c));
            } else if (head < 0 && c < tags.size() && tags.get(c).isPresent()) {
                names.add(tags.get(c).get());
            } else {
                names.add("column_" + (c + 1));
            }
        }
        return names;
    }

    private List<List<String>> headerTexts() {
        List<List<String>> texts = new ArrayList<>();
        for (int r = table.headerRecord(); r < table.headerRecord() + table.headerRecords(); r++) {
            texts.add(tokens.texts(r));
        }
        return texts;
    }

    private static int lastTag(List<Optional<String>> tags) {
        int last = tags.size();
        while (last > 0 && tags.get(last - 1).isEmpty()) {
            last--;
        }
        return last;
    }

    /**
     * The header's width, unless more data records have another one: a wider one, or a narrower one under a header whose last
     * cells are blank. A record of any other width is a reject, so the most common one loses the least.
     */
    private int width(List<String> given) {
        int named = given.size();
        int widest = named;
        for (int r = table.dataRecord(); r < tokens.records(); r++) {
            widest = Math.max(widest, tokens.width(r));
        }
        int[] counts = new int[widest + 1];
        int usual = named;
        for (int r = table.dataRecord(); r < tokens.records(); r++) {
            int width = tokens.width(r);
            counts[width]++;
            usual = counts[width] > counts[usual] ? width : usual;
        }
        for (int c = usual; c < named; c++) {
            if (!given.get(c).isBlank()) {
                return named;
            }
        }
        return usual;
    }

    Layout layout(TextSource text, CsvFormat format, boolean exhaustive, List<Evidence> steps) {
        int sampled = tokens.records();
        int first = table.firstRecord();
        long preamble = first < sampled ? lineAt(tokens.recordFrom(first)) - 1 : 0;
        int head = table.headerRecord();
        long headerLines = head < 0 ? 0 : lines(tokens.recordFrom(head), lastByte(head + table.headerRecords() - 1));
        OptionalLong hxlLine = table.hxlRecord() < 0
                ? OptionalLong.empty()
                : OptionalLong.of(lineAt(tokens.recordFrom(table.hxlRecord())));
        int data = table.dataRecord();
        int start = data < sampled ? tokens.recordFrom(data) : sampled > 0 ? tokens.recordTo(sampled - 1) : textStart;
        return new Layout(
                text,
                format,
                LineSeparator.of(tokens),
                preamble,
                headerLines,
                hxlLine,
                new Position(text.name(), start, lineAt(start), 0),
                Schema.of(columns),
                records,
                exhaustive,
                sampleRecords(data),
                steps,
                evidence);
    }

    private List<List<String>> sampleRecords(int from) {
        List<List<String>> samples = new ArrayList<>();
        for (int r = from; r < Math.min(tokens.records(), from + Layout.SAMPLE_RECORDS); r++) {
            samples.add(tokens.texts(r));
        }
        return samples;
    }

    /** Offset of a record's last byte, its line end left out. */
    private int lastByte(int record) {
        int end = tokens.recordTo(record);
        while (end > tokens.recordFrom(record) && (tokens.bytes[end - 1] == '\n' || tokens.bytes[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    private long lineAt(int offset) {
        return lines(0, offset);
    }

    /** One more than the line ends between two offsets. */
    private long lines(int from, int to) {
        byte[] b = tokens.bytes;
        long lines = 1;
        for (int i = from; i < to; i++) {
            boolean end = b[i] == '\n' || (b[i] == '\r' && (i + 1 == b.length || b[i + 1] != '\n'));
            lines += end ? 1 : 0;
        }
        return lines;
    }
}
