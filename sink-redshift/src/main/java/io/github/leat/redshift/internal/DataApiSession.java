package io.github.leat.redshift.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.redshift.DataApi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.DescribeStatementResponse;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.Field;
import software.amazon.awssdk.services.redshiftdata.model.GetStatementResultResponse;
import software.amazon.awssdk.services.redshiftdata.model.StatementStatusString;
import software.amazon.awssdk.services.redshiftdata.model.StatusString;
import software.amazon.awssdk.services.redshiftdata.model.SubStatementData;

/**
 * Statements by the Data API: sent, asked for until they have ended, their rows fetched page by page. A transaction is a
 * BatchExecuteStatement, which the service runs as one; single statements commit by themselves.
 *
 * <p>The SDK gives each request a client token and keeps it when it sends the request again, so that an answer that is lost on the way
 * runs nothing twice. Where that does not help either, the statement may still run while the load begins again; the ledger's guard
 * makes it fail then.
 *
 * <p>Bounds of the service: 40 statements a batch (API reference, BatchExecuteStatement, "Sqls"), 100 KB a statement, 24 hours a query, results kept for 24 hours, client tokens for 8 (management guide, "Considerations when calling the Amazon Redshift Data API"), results of
 * 500 MB with 64 KB a row ("Troubleshooting issues for Amazon Redshift Data API"); all read 2026-11-27.
 */
final class DataApiSession implements Session {
    private static final int MOST_STATEMENTS = 40;
    private static final int MOST_BYTES = 100_000;
    private static final Duration FIRST_WAIT = Duration.ofMillis(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final RedshiftDataClient client;
    private final DataApi api;
    private final Ticker ticker;
    private final String where;

    DataApiSession(RedshiftDataClient client, DataApi api, Ticker ticker, String where) {
        this.client = client;
        this.api = api;
        this.ticker = ticker;
        this.where = where;
    }

    @Override
    public int mostSteps() {
        return MOST_STATEMENTS;
    }

    @Override
    public void run(Step step) {
        execute(step);
    }

    /** The statement's id, once it has ended well. */
    private String execute(Step step) {
        requireShort(step);
        ExecuteStatementRequest.Builder request =
                ExecuteStatementRequest.builder().database(api.database()).sql(step.sql());
        if (api.isWorkgroup()) {
            request.workgroupName(api.name());
        } else {
            request.clusterIdentifier(api.name());
        }
        api.dbUser().ifPresent(request::dbUser);
        api.secret().ifPresent(request::secretArn);
        return call(step, () -> {
            String id = client.executeStatement(request.build()).id();
            return await(id, List.of(step));
        });
    }

    @Override
    public <T> List<T> rows(Step step, Row.Reader<T> reader) {
        String id = execute(step);
        return call(step, () -> {
            List<T> found = new ArrayList<>();
            String token = null;
            do {
                String next = token;
                GetStatementResultResponse page =
                        client.getStatementResult(request -> request.id(id).nextToken(next));
                page.records().forEach(fields -> found.add(reader.read(new FieldRow(fields))));
                token = page.nextToken();
            } while (token != null && !token.isEmpty());
            return found;
        });
    }

    @Override
    public void transaction(List<Step> steps) {
        if (steps.size() > MOST_STATEMENTS) {
            throw new IllegalArgumentException(steps.size() + " statements, and the Data API takes " + MOST_STATEMENTS);
        }
        steps.forEach(this::requireShort);
        BatchExecuteStatementRequest.Builder request = BatchExecuteStatementRequest.builder()
                .database(api.database())
                .sqls(steps.stream().map(Step::sql).toList());
        if (api.isWorkgroup()) {
            request.workgroupName(api.name());
        } else {
            request.clusterIdentifier(api.name());
        }
        api.dbUser().ifPresent(request::dbUser);
        api.secret().ifPresent(request::secretArn);
        call(steps.get(0), () -> {
            String id = client.batchExecuteStatement(request.build()).id();
            return await(id, steps);
        });
    }

    private void requireShort(Step step) {
        // only texts beyond ASCII have more bytes than characters, and at most three for each
        long bytes = step.sql().length() * 3L <= MOST_BYTES ? 0 : step.sql().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new PermanentSinkException(where + ": cannot " + step.doing() + " by the Data API: the statement has "
                    + bytes + " bytes, and it takes " + MOST_BYTES
                    + ". Select fewer columns, or load over JDBC (redshift://…).");
        }
    }

    private interface Call<T> {
        T run();
    }

    private <T> T call(Step step, Call<T> call) {
        try {
            return call.run();
        } catch (SdkException e) {
            throw DataApiErrors.of(e, step.doing(), where);
        }
    }

    /** Waits for the end; what cannot be waited for is cancelled, as far as that goes. */
    private String await(String id, List<Step> steps) {
        boolean ended = false;
        try {
            Duration wait = FIRST_WAIT;
            DescribeStatementResponse now = client.describeStatement(request -> request.id(id));
            while (isRunning(now.status())) {
                ticker.sleep(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
                now = client.describeStatement(request -> request.id(id));
            }
            ended = true;
            if (now.status() != StatusString.FINISHED) {
                throw failure(now, steps);
            }
            return id;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PermanentSinkException(
                    where
                            + ": waiting for Redshift was interrupted. Run the load again: it goes on at its last commit.",
                    e);
        } finally {
            if (!ended) {
                cancel(id);
            }
        }
    }

    private static boolean isRunning(@Nullable StatusString status) {
        return status != StatusString.FINISHED && status != StatusString.FAILED && status != StatusString.ABORTED;
    }

    private SinkException failure(DescribeStatementResponse ended, List<Step> steps) {
        List<SubStatementData> parts = ended.hasSubStatements() ? ended.subStatements() : List.of();
        for (int i = 0; i < parts.size() && i < steps.size(); i++) {
            if (parts.get(i).status() == StatementStatusString.FAILED) {
                String error = Optional.ofNullable(parts.get(i).error()).orElse(ended.error());
                return DataApiErrors.ofStatement(error, false, steps.get(i).doing(), where);
            }
        }
        return DataApiErrors.ofStatement(
                ended.error(),
                ended.status() == StatusString.ABORTED,
                steps.get(0).doing(),
                where);
    }

    private void cancel(String id) {
        try {
            client.cancelStatement(request -> request.id(id));
        } catch (SdkException e) {
            // it ends by itself, and the ledger's guard keeps it from harm
        }
    }

    /** There is nothing to close: the client is the cluster's. */
    @Override
    public void close() {}

    private record FieldRow(List<Field> fields) implements Row {
        private Field field(int column) {
            return fields.get(column - 1);
        }

        @Override
        public @Nullable String text(int column) {
            Field field = field(column);
            return switch (field.type()) {
                case STRING_VALUE -> field.stringValue();
                case LONG_VALUE -> String.valueOf(field.longValue());
                case DOUBLE_VALUE -> String.valueOf(field.doubleValue());
                case BOOLEAN_VALUE -> String.valueOf(field.booleanValue());
                case BLOB_VALUE -> field.blobValue().asUtf8String();
                case IS_NULL, UNKNOWN_TO_SDK_VERSION -> null;
            };
        }

        @Override
        public long number(int column) {
            String text = text(column);
            return text == null ? 0 : Long.parseLong(text);
        }

        @Override
        public boolean truth(int column) {
            return Boolean.parseBoolean(text(column));
        }
    }
}
