package io.github.leat.spark;

import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A multiset of rows whose memory does not grow: how many there are, how many bytes, and two independent sums of 64 bits over the
 * rows' hashes (the halves of SHA-256's first 16 bytes). Sums, not XORs, so that a row that is there twice counts twice; the
 * order makes no difference. Of few rows it keeps the texts too, to say what differs. Not thread-safe.
 */
final class RowSet implements Serializable {
    /** The column that no two loads have the same. */
    static final String LOADED_AT = "_leat_loaded_at";

    private static final long serialVersionUID = 1;
    private static final int FACTS = DeadLetters.COLUMNS.size();

    private final boolean keeping;
    private final ArrayList<String> kept = new ArrayList<>();
    private final TreeSet<String> columns = new TreeSet<>();
    private long count;
    private long bytes;
    private long first;
    private long second;
    private transient @Nullable MessageDigest sha;

    /** @param keeping whether to keep the rows' texts */
    RowSet(boolean keeping) {
        this.keeping = keeping;
    }

    /** An empty one that keeps as much. */
    RowSet another() {
        return new RowSet(keeping);
    }

    /** Takes one row. */
    void add(byte[] row) {
        ByteBuffer hash = ByteBuffer.wrap(sha().digest(row));
        first += hash.getLong();
        second += hash.getLong();
        count++;
        bytes += row.length;
        if (keeping) {
            kept.add(new String(row, StandardCharsets.UTF_8));
        }
    }

    /** Takes all rows of another one. */
    RowSet add(RowSet other) {
        first += other.first;
        second += other.second;
        count += other.count;
        bytes += other.bytes;
        kept.addAll(other.kept);
        columns.addAll(other.columns);
        return this;
    }

    private MessageDigest sha() {
        MessageDigest known = sha;
        if (known == null) {
            try {
                known = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
            sha = known;
        }
        return known;
    }

    /** Takes the columns that rows have: all that are named in one set must be the same. */
    void has(Schema schema) {
        StringBuilder all = new StringBuilder();
        for (Column column : schema.columns()) {
            String type = column.type().toString().replaceFirst("^TIME$", "TEXT");
            all.append(one(column.sqlName(), type, column.name(), column.hxl().orElse("")));
        }
        columns.add(all.toString());
    }

    private static String one(String sqlName, String type, String name, String hxl) {
        return sqlName + " " + type + " \"" + name + "\" " + hxl + "; ";
    }

    /** The rows of a read by Spark. */
    static RowSet of(Dataset<Row> data, boolean keeping) {
        StructType fields = data.schema();
        RowSet all = collect(data, keeping, rows -> {
            RowSet some = new RowSet(keeping);
            RowBytes form = new RowBytes();
            rows.forEachRemaining(row -> some.add(form.of(row, fields)));
            return some;
        });
        StringBuilder names = new StringBuilder();
        for (StructField field : fields.fields()) {
            names.append(one(
                    field.name(),
                    name(field.dataType()),
                    field.metadata().getString("name"),
                    field.metadata().contains("hxl") ? field.metadata().getString("hxl") : ""));
        }
        all.columns.add(names.toString());
        return all;
    }

    /** The rejects of a read by Spark. */
    static RowSet rejects(Dataset<Row> data, boolean keeping) {
        StructType fields = data.schema();
        return collect(data, keeping, rows -> {
            RowSet some = new RowSet(keeping);
            RowBytes form = new RowBytes();
            rows.forEachRemaining(row -> some.add(form.letter(row, fields, FACTS)));
            return some;
        });
    }

    /** What a task makes of its rows. */
    @FunctionalInterface
    interface OfTask extends Serializable {
        RowSet of(Iterator<InternalRow> rows);
    }

    private static RowSet collect(Dataset<Row> data, boolean keeping, OfTask task) {
        List<RowSet> parts = data.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> List.of(task.of(rows)).iterator())
                .collect();
        RowSet all = new RowSet(keeping);
        parts.forEach(all::add);
        return all;
    }

    private static String name(DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return "TEXT";
        } else if (type.equals(DataTypes.LongType)) {
            return "LONG";
        } else if (type.equals(DataTypes.TimestampType)) {
            return "TIMESTAMP_TZ";
        } else if (type.equals(DataTypes.TimestampNTZType)) {
            return "TIMESTAMP";
        }
        return type.sql();
    }

    long count() {
        return count;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowSet set && digest().equals(set.digest());
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }

    private String digest() {
        return "%d rows, %d bytes, %016x %016x, columns %s".formatted(count, bytes, first, second, columns);
    }

    /** The digest, and the rows in order, if they were kept. */
    @Override
    public String toString() {
        kept.sort(null);
        return digest() + (kept.isEmpty() ? "" : "\n" + String.join("\n", kept));
    }
}
