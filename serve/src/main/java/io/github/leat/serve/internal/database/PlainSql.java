package io.github.leat.serve.internal.database;

import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedParameters;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/** Gives statements to the driver as they are: names of columns may hold what Jdbi would take for a parameter. */
final class PlainSql implements SqlParser {
    /** How many parameters a statement has; one that does not say it is parsed as usual. */
    static final String PARAMETERS = "leat.parameters";

    private final SqlParser usual = new ColonPrefixSqlParser();

    @Override
    public ParsedSql parse(String sql, StatementContext context) {
        return context.getAttribute(PARAMETERS) instanceof Integer count
                ? ParsedSql.of(sql, ParsedParameters.positional(count))
                : usual.parse(sql, context);
    }

    @Override
    public String nameParameter(String rawName, StatementContext context) {
        return usual.nameParameter(rawName, context);
    }
}
