package io.github.leat.spark.internal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** One query's read. Immutable. */
final class LeatScan implements Scan, Batch {
    private final LeatTable table;
    private final StructType required;
    private final List<Filter> filters;

    LeatScan(LeatTable table, StructType required, List<Filter> filters) {
        this.table = table;
        this.required = required;
        this.filters = filters;
    }

    /** What one task reads. */
    private record Partition(List<Piece> pieces) implements InputPartition, Serializable {}

    @Override
    public StructType readSchema() {
        return required;
    }

    @Override
    public String description() {
        return table.name() + ", filters " + filters + ", rejects "
                + table.options().rejects();
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return isOfRejects() ? ColumnarSupportMode.UNSUPPORTED : ColumnarSupportMode.SUPPORTED;
    }

    private boolean isOfRejects() {
        return table.options().rejects() == ReadOptions.Rejects.ONLY;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        List<InputPartition> partitions = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        long bytes = 0;
        long splitBytes = table.splitBytes();
        for (Piece piece : table.pieces()) {
            long size = sizeOf(piece) + LeatTable.OPENING_BYTES;
            if (!pieces.isEmpty() && bytes + size > splitBytes) {
                partitions.add(new Partition(List.copyOf(pieces)));
                pieces.clear();
                bytes = 0;
            }
            pieces.add(piece);
            bytes += size;
        }
        if (!pieces.isEmpty()) {
            partitions.add(new Partition(List.copyOf(pieces)));
        }
        return partitions.toArray(new InputPartition[0]);
    }

    private static long sizeOf(Piece piece) {
        return piece.split().end() == Long.MAX_VALUE
                ? piece.file().sizeInBytes().orElse(0)
                : piece.split().sizeInBytes();
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new Factory(Reading.of(table.plan(), table.options()), required, filters);
    }

    /** Makes readers on executors. */
    private record Factory(Reading reading, StructType required, List<Filter> filters)
            implements PartitionReaderFactory {
        @Override
        public boolean supportColumnarReads(InputPartition partition) {
            return reading.rejects() != ReadOptions.Rejects.ONLY;
        }

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new RejectReader(reading, Arrays.asList(required.fieldNames()), piecesOf(partition));
        }

        @Override
        public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
            return new BatchReader(reading, required, filters, piecesOf(partition));
        }

        private static List<Piece> piecesOf(InputPartition partition) {
            return ((Partition) partition).pieces();
        }
    }
}
