package io.github.leat.rds.mysql;

import io.github.leat.rds.RdsSink;
import io.github.leat.rds.UndoContract;
import java.util.List;

class MariaDbUndoTest extends UndoContract {
    private final MariaDbServer server = MariaDbServer.newDatabase();

    @Override
    protected RdsSink sink() {
        return server.sink();
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
