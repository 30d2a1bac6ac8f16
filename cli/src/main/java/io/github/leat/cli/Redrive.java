package io.github.leat.cli;

import io.github.leat.core.SchemaException;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is particular about reading dead letters. */
final class Redrive {
    private Redrive() {}

    /**
     * Names of the columns that are the source's own, each such that it finds that column and no other.
     *
     * @throws SchemaException if this is no file of dead letters
     */
    static List<String> ownColumns(Schema schema, String file) {
        List<String> own = new ArrayList<>();
        int letters = 0;
        for (int i = 0; i < schema.size(); i++) {
            Column column = schema.column(i);
            if (DeadLetters.COLUMNS.contains(column.name())) {
                letters++;
            } else {
                own.add(nameOf(schema, i));
            }
        }
        if (letters < DeadLetters.COLUMNS.size() || own.isEmpty()) {
            throw new SchemaException(file + " is not a file of rejected records: it lacks some of the columns "
                    + String.join(", ", DeadLetters.COLUMNS) + ". Load it with leat load.");
        }
        return own;
    }

    private static String nameOf(Schema schema, int index) {
        Column column = schema.column(index);
        return Stream.of(column.name(), column.sqlName())
                .filter(name -> schema.indexOf(name).orElse(-1) == index)
                .findFirst()
                .orElseThrow(
                        () -> new SchemaException("Column " + (index + 1) + " cannot be told from another column of the"
                                + " name \"" + column.name() + "\". Rename one in the file's header."));
    }
}
