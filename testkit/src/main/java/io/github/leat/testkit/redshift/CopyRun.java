package io.github.leat.testkit.redshift;

import io.github.leat.testkit.redshift.StagedRows.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One COPY: reads the objects as Redshift does, loads them with PostgreSQL's own COPY. Pages are of the vendor's database developer
 * guide, read 2026-11-26.
 *
 * <ul>
 *   <li>A field that is the NULL text is NULL; an empty one is the empty text in a VARCHAR or CHAR and NULL elsewhere ("Data conversion
 *       parameters", NULL AS and EMPTYASNULL).
 *   <li>A text of more bytes than its column is an error, 1204; CHAR takes single bytes only, 1220 ("Character types", "Load error
 *       reference").
 *   <li>A NULL in a column that takes none is 1213, too few fields 1214, too many 1202 ("Load error reference").
 *   <li>A row above 4 MB is an error ("Data sources", Amazon S3).
 *   <li>With NOLOAD nothing is loaded but all is checked; MAXERROR is the number of errors at which COPY fails ("Data load operations").
 * </ul>
 *
 * <p>Numbers, days and times are read by PostgreSQL, which takes more forms than Redshift; its refusal is code 1206 for all of them.
 */
final class CopyRun {
    private static final int MOST_ROW_BYTES = 4 << 20;
    private static final int DATA_BYTES = 1 << 16;
    private static final Pattern SIZE = Pattern.compile("character(?: varying)?\\((\\d+)\\)");
    private static final Pattern PLACE = Pattern.compile("line (\\d+)(?:, column (.+?))?(?:: |$)");

    private final Backend backend;
    private final ObjectStore store;
    private final CopyCommand command;
    private final List<String> columns;
    private final List<LoadError> errors = new ArrayList<>();
    private final Set<String> skipped = new HashSet<>();
    private List<Target> targets = List.of();
    private long loaded;

    /** @param mostBytes of a text; the largest number where the type has no bound */
    private record Target(String name, boolean isText, boolean isChar, int mostBytes, boolean isNotNull) {
        static Target of(String name, String type, boolean isNotNull) {
            Matcher size = SIZE.matcher(type);
            return new Target(
                    name,
                    type.startsWith("character"),
                    type.startsWith("character("),
                    size.matches() ? Integer.parseInt(size.group(1)) : Integer.MAX_VALUE,
                    isNotNull);
        }
    }

    /** @param columns the command's columns as PostgreSQL has them, quoted */
    CopyRun(Backend backend, ObjectStore store, CopyCommand command, List<String> columns) {
        this.backend = backend;
        this.store = store;
        this.command = command;
        this.columns = columns;
    }

    List<LoadError> errors() {
        return List.copyOf(errors);
    }

    long loaded() {
        return loaded;
    }

    /**
     * Runs it; in a transaction it leaves that as PostgreSQL does.
     *
     * @return what to answer when it fails; empty if it does not
     */
    Optional<WireMessage> run() throws IOException {
        if (backend.status() == 'E') {
            return Optional.of(WireMessage.error(
                    "25P02", "current transaction is aborted, commands ignored until end of transaction block"));
        }
        boolean isAlone = backend.status() == 'I';
        if (isAlone) {
            backend.rows("BEGIN");
        }
        Optional<WireMessage> failure = attempt();
        if (isAlone) {
            backend.rows(failure.isPresent() || command.isCheck() ? "ROLLBACK" : "COMMIT");
        } else if (failure.isPresent() && backend.status() == 'T') {
            backend.ask("SELECT 1/0"); // fails the transaction, as any error does
        }
        return failure;
    }

    private Optional<WireMessage> attempt() throws IOException {
        List<String> files;
        try {
            targets = targets();
            files = store.manifest(command.from());
        } catch (IOException e) {
            return Optional.of(WireMessage.error("XX000", String.valueOf(e.getMessage())));
        }
        boolean goesOn = command.maxErrors() > 1;
        backend.rows("SAVEPOINT rehearsal");
        boolean again = true;
        while (again) {
            Optional<WireMessage> failed = pass(files, goesOn);
            again = failed.isPresent() && goesOn && errors.size() < command.maxErrors();
            if (failed.isPresent() || command.isCheck()) {
                backend.rows("ROLLBACK TO SAVEPOINT rehearsal");
            }
            if (failed.isPresent() && !again) {
                return failed;
            }
        }
        return Optional.empty();
    }

    private List<Target> targets() throws IOException {
        List<List<@Nullable String>> found = backend.rows(
                "SELECT '\"' || replace(attname, '\"', '\"\"') || '\"', format_type(atttypid, atttypmod), attnotnull FROM"
                        + " pg_attribute WHERE attrelid = '" + command.table().replace("'", "''")
                        + "'::regclass AND attnum > 0 AND NOT attisdropped");
        List<Target> matched = new ArrayList<>();
        for (String column : columns) {
            matched.add(found.stream()
                    .filter(row -> column.equals(row.get(0)))
                    .findFirst()
                    .map(row -> Target.of(column, String.valueOf(row.get(1)), "t".equals(row.get(2))))
                    .orElseThrow(() -> new IOException("column " + column + " of relation does not exist")));
        }
        return matched;
    }

    /** One way through all files; a failure is of a record if it was added to the errors. */
    private Optional<WireMessage> pass(List<String> files, boolean goesOn) throws IOException {
        loaded = 0;
        backend.send(
                WireMessage.of('Q', "COPY " + command.table() + " (" + String.join(", ", columns) + ") FROM STDIN"));
        backend.flush();
        WireMessage first = backend.read();
        if (first.type() == 'E') {
            backend.answer();
            return Optional.of(first);
        }
        StringBuilder data = new StringBuilder();
        boolean isSound = true;
        for (String file : files) {
            try (StagedRows rows = StagedRows.open(store, file, command.compression())) {
                Row row = rows.next();
                while (row != null && isSound) {
                    if (!skipped.contains(key(row))) {
                        Optional<LoadError> error = check(row);
                        if (error.isPresent()) {
                            note(row, error.get());
                            isSound = goesOn;
                        } else {
                            text(row, data);
                            loaded++;
                        }
                    }
                    if (data.length() > DATA_BYTES) {
                        backend.copyData(data.toString());
                        data.setLength(0);
                    }
                    row = rows.next();
                }
            }
        }
        backend.copyData(data.toString());
        backend.send(isSound ? new WireMessage('c', new byte[0]) : WireMessage.of('f', "the rehearsal refuses a row"));
        backend.flush();
        List<WireMessage> answer = backend.answer();
        Optional<WireMessage> failed =
                answer.stream().filter(message -> message.type() == 'E').findFirst();
        if (failed.isPresent() && isSound) {
            noteRefused(failed.get(), files);
        }
        return failed.map(message -> WireMessage.error("XX000", "Load into table failed"));
    }

    private void noteRefused(WireMessage error, List<String> files) throws IOException {
        Map<Character, String> fields = error.fields();
        Matcher place = PLACE.matcher(fields.getOrDefault('W', ""));
        if (!place.find()) {
            throw new IOException("COPY failed at no line: " + fields);
        }
        Row row = sent(Long.parseLong(place.group(1)), files);
        String column = place.group(2) == null ? "" : place.group(2);
        note(row, new LoadError(row.file(), row.line(), column, 1206, String.valueOf(fields.get('M'))));
    }

    /** The row that was sent as the nth, found by reading again: rows are not kept. */
    private Row sent(long nth, List<String> files) throws IOException {
        long seen = 0;
        for (String file : files) {
            try (StagedRows rows = StagedRows.open(store, file, command.compression())) {
                Row row = rows.next();
                while (row != null) {
                    boolean isSent = !skipped.contains(key(row)) && check(row).isEmpty();
                    seen += isSent ? 1 : 0;
                    if (seen == nth) {
                        return row;
                    }
                    row = rows.next();
                }
            }
        }
        throw new IOException("no row " + nth + " among " + seen);
    }

    private void note(Row row, LoadError error) {
        errors.add(error);
        skipped.add(key(row));
    }

    private static String key(Row row) {
        return row.file() + ":" + row.line();
    }

    private Optional<LoadError> check(Row row) {
        if (row.fields().size() != targets.size()) {
            boolean isFew = row.fields().size() < targets.size();
            return error(row, "", isFew ? 1214 : 1202, isFew ? "Delimiter not found" : "Extra column(s) found");
        }
        long bytes = 0;
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            String value = value(row, i);
            if (value == null) {
                if (target.isNotNull()) {
                    return error(row, target.name(), 1213, "Missing data for not-null field");
                }
                continue;
            }
            int length = value.getBytes(StandardCharsets.UTF_8).length;
            bytes += length;
            if (length > target.mostBytes()) {
                return error(row, target.name(), 1204, "String length exceeds DDL length");
            }
            if (target.isChar() && length > value.length()) {
                return error(row, target.name(), 1220, "Multibyte character not supported for CHAR");
            }
        }
        return bytes > MOST_ROW_BYTES ? error(row, "", 1202, "Row is larger than 4 MB") : Optional.empty();
    }

    private @Nullable String value(Row row, int column) {
        String field = row.fields().get(column);
        boolean isNull = field.equals(command.nullText())
                || (field.isEmpty() && !targets.get(column).isText());
        return isNull ? null : field;
    }

    private static Optional<LoadError> error(Row row, String column, int code, String reason) {
        String name =
                column.isEmpty() ? "" : column.substring(1, column.length() - 1).replace("\"\"", "\"");
        return Optional.of(new LoadError(row.file(), row.line(), name, code, reason));
    }

    /** A row as PostgreSQL's text format has it. */
    private void text(Row row, StringBuilder data) {
        for (int i = 0; i < targets.size(); i++) {
            data.append(i == 0 ? "" : "\t");
            String value = value(row, i);
            if (value == null) {
                data.append("\\N");
                continue;
            }
            for (int c = 0; c < value.length(); c++) {
                switch (value.charAt(c)) {
                    case '\\' -> data.append("\\\\");
                    case '\t' -> data.append("\\t");
                    case '\n' -> data.append("\\n");
                    case '\r' -> data.append("\\r");
                    default -> data.append(value.charAt(c));
                }
            }
        }
        data.append('\n');
    }
}
