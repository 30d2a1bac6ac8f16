package io.github.leat.serve.internal.api;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.serve.internal.database.Visit;
import io.github.leat.serve.internal.format.RowWriter;
import io.github.leat.serve.query.Cursor;
import io.github.leat.serve.query.RowsQuery;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a result, and finds out where the next page begins. Used by one thread, once. */
final class Page {
    private final Call call;
    private final RowsQuery query;
    private final RowWriter writer;
    private final int size;
    private final Optional<Cursor> after;
    private String last = "";
    private int equal;

    Page(Call call, RowsQuery query, RowWriter writer, int size, Optional<Cursor> after) {
        this.call = call;
        this.query = query;
        this.writer = writer;
        this.size = size;
        this.after = after;
        after.ifPresent(cursor -> {
            last = cursor.row();
            equal = cursor.equal();
        });
    }

    void write(ResultSet result, Visit visit) throws SQLException, IOException {
        List<ColumnType> types = RowsEndpoint.types(query.columns());
        boolean more = result.next();
        if (!more && after.isPresent()) {
            // a cursor is given only where a row follows
            throw Cursor.notOne();
        }
        visit.flows();
        writer.begin();
        int written = 0;
        while (more && written < size) {
            visit.requireTime();
            List<@Nullable Object> row = new ArrayList<>(types.size());
            for (int i = 0; i < types.size(); i++) {
                row.add(call.cells().read(result, i + 1, types.get(i)));
            }
            writer.row(row);
            remember(result.getString(types.size() + 1));
            written++;
            more = result.next();
        }
        writer.end(more ? Optional.of(cursor()) : Optional.empty());
    }

    private void remember(String row) {
        equal = row.equals(last) ? equal + 1 : 1;
        last = row;
    }

    private String cursor() {
        return new Cursor(
                        query.table().version(),
                        query.question(),
                        last,
                        query.identity().isUnique() ? 0 : equal)
                .text();
    }
}
