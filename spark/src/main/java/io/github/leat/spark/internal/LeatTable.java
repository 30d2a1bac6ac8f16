package io.github.leat.spark.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** The files of one read, as a table. Its pieces are found when first asked for, and kept. */
public final class LeatTable implements SupportsRead {
    /** What opening one more file is taken to cost, in bytes: many small files share a task. */
    static final long OPENING_BYTES = 1L << 20;

    private final ReadOptions options;
    private final ReadPlan plan;
    private final StructType schema;
    private @Nullable List<Piece> pieces;

    private LeatTable(ReadOptions options, ReadPlan plan) {
        this.options = options;
        this.plan = plan;
        this.schema = options.rejects() == ReadOptions.Rejects.ONLY
                ? SparkTypes.rejects(plan.schema())
                : SparkTypes.fields(Reading.of(plan, options).output());
    }

    /** Finds the files and their columns. */
    public static LeatTable of(CaseInsensitiveStringMap map) {
        ReadOptions options = ReadOptions.of(map);
        return new LeatTable(
                options, ReadPlan.of(SourceFiles.find(options.paths(), activeContext()), options.inference()));
    }

    private static JavaSparkContext activeContext() {
        return JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    }

    synchronized List<Piece> pieces() {
        List<Piece> found = pieces;
        if (found == null) {
            found = new Splitting(activeContext())
                    .pieces(
                            plan.files().stream().map(ReadPlan.Planned::file).toList(),
                            plan.files().stream().map(ReadPlan.Planned::layout).toList(),
                            splitBytes());
            pieces = found;
        }
        return found;
    }

    /** About how large the parts of a file are, and how much small files are put together to. */
    long splitBytes() {
        long total = plan.files().stream()
                .mapToLong(file -> file.file().sizeInBytes().orElse(0) + OPENING_BYTES)
                .sum();
        return options.splitBytes(total, activeContext().defaultParallelism());
    }

    ReadOptions options() {
        return options;
    }

    ReadPlan plan() {
        return plan;
    }

    @Override
    @SuppressWarnings("deprecation") // what columns() is made of unless a table tells more than fields do
    public StructType schema() {
        return schema;
    }

    @Override
    public String name() {
        return "leat " + String.join(", ", options.paths());
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ignored) {
        return new LeatScanBuilder(this);
    }
}
