package io.github.leat.rds.postgres;

import io.github.leat.rds.RdsSink;
import io.github.leat.rds.UndoContract;
import io.github.leat.testkit.server.PostgresServer;
import java.util.List;
import java.util.Properties;

class PostgresUndoTest extends UndoContract {
    private final PostgresServer server = PostgresServer.newSchema();

    @Override
    protected RdsSink sink() {
        return RdsSink.jdbc(server.url(), new Properties());
    }

    @Override
    protected List<String> texts(String sql) {
        return server.texts(sql);
    }

    @Override
    protected String target() {
        return server.url();
    }

    @Override
    protected void processDied() {
        server.endLoads();
    }

    @Override
    protected void run(String sql) {
        server.run(sql);
    }
}
