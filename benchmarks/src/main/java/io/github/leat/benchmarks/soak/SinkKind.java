package io.github.leat.benchmarks.soak;

import static io.github.leat.core.sink.WriteMode.APPEND;
import static io.github.leat.core.sink.WriteMode.INSERT_NEW;
import static io.github.leat.core.sink.WriteMode.REPLACE;
import static io.github.leat.core.sink.WriteMode.UPSERT;

import io.github.leat.core.sink.CsvSink;
import io.github.leat.core.sink.Sink;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.dynamodb.DynamoDbSink;
import io.github.leat.rds.RdsSink;
import io.github.leat.redshift.RedshiftSink;
import java.nio.file.Path;
import java.util.List;

/** The targets, with what each can do. */
enum SinkKind {
    DUCKDB("DuckDB", 25_000, true),
    CSV("csv", 25_000, true),
    POSTGRES("PostgreSQL", 25_000, true),
    MARIADB("MariaDB", 25_000, true),
    /** Fewer records, since the server of the tests takes far fewer a second; and it forgets keys of an interrupted run. */
    DYNAMODB("DynamoDB, test server", 1_500, false),
    REDSHIFT("Redshift, rehearsed", 25_000, true);

    final String label;
    final int mostRecords;
    /** Whether counts are those of an undisturbed load, each one of them, whatever was interrupted. */
    final boolean countsAlike;

    SinkKind(String label, int mostRecords, boolean countsAlike) {
        this.label = label;
        this.mostRecords = mostRecords;
        this.countsAlike = countsAlike;
    }

    List<WriteMode> modes() {
        return switch (this) {
            case CSV -> List.of(APPEND, REPLACE);
            case DYNAMODB -> List.of(APPEND, UPSERT, INSERT_NEW);
            case DUCKDB, POSTGRES, MARIADB, REDSHIFT -> List.of(WriteMode.values());
        };
    }

    /** Whether there is a connection that can be cut. */
    boolean isRemote() {
        return this != DUCKDB && this != CSV;
    }

    /** @param target an address as the command line takes it, or a path for {@link #CSV} */
    Sink sink(String target, WriteMode mode, List<String> columns) {
        String[] key = columns.toArray(new String[0]);
        return switch (this) {
            case CSV -> CsvSink.to(Path.of(target)).mode(mode);
            case REDSHIFT -> RedshiftSink.parse(target).table("events").key(key).mode(mode);
            case DYNAMODB -> DynamoDbSink.parse(target).mode(mode).key(key);
            case DUCKDB, POSTGRES, MARIADB -> {
                // the table stands behind the address, so that a child process needs one text only
                int hash = target.lastIndexOf('#');
                yield RdsSink.parse(target.substring(0, hash))
                        .table(target.substring(hash + 1))
                        .key(key)
                        .mode(mode);
            }
        };
    }
}
