package io.github.leat.spark.internal;

import io.github.leat.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Takes the columns and the filters of one query. Not thread-safe. */
final class LeatScanBuilder implements SupportsPushDownFilters, SupportsPushDownRequiredColumns {
    private final LeatTable table;
    private StructType required;
    private final List<Filter> pushed = new ArrayList<>();

    LeatScanBuilder(LeatTable table) {
        this.table = table;
        this.required = table.schema();
    }

    @Override
    public Filter[] pushFilters(Filter[] filters) {
        if (table.options().rejects() == ReadOptions.Rejects.ONLY) {
            return filters;
        }
        Schema schema = Reading.of(table.plan(), table.options()).output();
        List<Filter> left = new ArrayList<>();
        for (Filter filter : filters) {
            if (RecordTest.of(filter, schema).isPresent()) {
                pushed.add(filter);
            } else {
                left.add(filter);
            }
        }
        return left.toArray(new Filter[0]);
    }

    @Override
    public Filter[] pushedFilters() {
        return pushed.toArray(new Filter[0]);
    }

    @Override
    public void pruneColumns(StructType columns) {
        required = columns;
    }

    @Override
    public Scan build() {
        return new LeatScan(table, required, List.copyOf(pushed));
    }
}
