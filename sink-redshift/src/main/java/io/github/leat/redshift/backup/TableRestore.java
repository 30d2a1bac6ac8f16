package io.github.leat.redshift.backup;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table on its way back.
 *
 * @param request the service's id of it
 * @param table the table as it will be called, {@code database.schema.name}
 * @param status {@code PENDING}, {@code IN_PROGRESS}, {@code SUCCEEDED}, {@code FAILED}, {@code CANCELED}
 * @param message what the service says of it
 * @param doneMegabytes restored so far
 * @param totalMegabytes to restore
 */
public record TableRestore(
        String request,
        String table,
        String status,
        Optional<String> message,
        OptionalDouble doneMegabytes,
        OptionalDouble totalMegabytes) {

    /** Whether the table is there. */
    public boolean isDone() {
        return status.equals("SUCCEEDED");
    }

    /** Whether the table will never be there. */
    public boolean isLost() {
        return status.equals("FAILED") || status.equals("CANCELED");
    }
}
