package io.github.leat.rds.internal;

import io.github.leat.core.LoadException;
import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.sink.LedgerListing;
import io.github.leat.core.sink.LedgerScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Lists ledgers over a connection for reading, which waits for no load and makes nothing. */
final class Listing {
    private static final String DOING = "read the ledger";

    private final Connector connector;
    private final SinkOptions options;
    private final String where;

    Listing(Connector connector, SinkOptions options, String where) {
        this.connector = connector;
        this.options = options;
        this.where = where;
    }

    LedgerListing read(LedgerScope scope) {
        if (!connector.exists()) {
            return LedgerListing.missing(Ledger.TABLE);
        }
        Dialect dialect = connector.dialect();
        try (Connection connection = connector.connectReadOnly()) {
            Jdbi jdbi = Jdbi.create(connection);
            jdbi.configure(SqlStatements.class, statements -> statements.setTemplateEngine(TemplateEngine.NOP));
            try (Handle handle = jdbi.open()) {
                return read(handle, scope, dialect);
            }
        } catch (SQLException e) {
            throw dialect.translate(e, DOING, where);
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw dialect.translate(cause, DOING, where);
            }
            throw e;
        }
    }

    private LedgerListing read(Handle handle, LedgerScope scope, Dialect plain) throws SQLException, LoadException {
        boolean isOfTable = scope == LedgerScope.TABLE;
        Dialect.Located located = plain.locate(handle, isOfTable ? options.table() : Ledger.TABLE);
        Dialect dialect = located.dialect();
        String ledger = dialect.table(Ledger.TABLE);
        if (dialect.tablesWithPrefix(handle, Ledger.TABLE).stream().noneMatch(Ledger.TABLE::equalsIgnoreCase)) {
            return LedgerListing.missing(ledger);
        }
        if (!dialect.isReadable(handle, Ledger.TABLE)) {
            throw new PermanentSinkException(where + ": the user may not read the ledger " + ledger
                    + ". Have its owner run: GRANT SELECT ON " + ledger + " TO the user"
                    + "; the user needs to be let into its schema, too.");
        }
        Optional<String> table = isOfTable ? Optional.of(located.table()) : Optional.empty();
        return new LedgerListing(ledger, true, LedgerRows.loads(handle, dialect, table));
    }
}
