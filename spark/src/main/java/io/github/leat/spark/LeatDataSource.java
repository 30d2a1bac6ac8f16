package io.github.leat.spark;

import io.github.leat.spark.internal.LeatTable;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The data source {@code leat}: {@code spark.read().format("leat").load("s3a://bucket/prefix/*.csv")}.
 *
 * <p>Files are understood as a load on one machine understands them: encoding, dialect, preamble, header, HXL row, names and
 * types, found once on the driver from a sample of each file, unified by name, and verified on every record. Large files that
 * are neither compressed nor in another encoding than UTF-8 are read in parts that begin and end where records do.
 *
 * <p>Options are those of docs/spark.md. Not thread-safe.
 */
public final class LeatDataSource implements TableProvider, DataSourceRegister {
    private @Nullable LeatTable table;

    /** Made by Spark. */
    public LeatDataSource() {}

    @Override
    public String shortName() {
        return "leat";
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        LeatTable found = LeatTable.of(options);
        table = found;
        return found.schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        LeatTable known = table;
        return known != null ? known : LeatTable.of(new CaseInsensitiveStringMap(properties));
    }
}
