package io.github.leat.rds;

import java.util.List;

class DuckDbUndoTest extends UndoContract {
    private DuckDbFile file() {
        return new DuckDbFile(directory.resolve("undo.duckdb"));
    }

    @Override
    protected RdsSink sink() {
        return RdsSink.duckdb(file().path());
    }

    @Override
    protected List<String> texts(String sql) {
        return file().texts(sql);
    }

    @Override
    protected String target() {
        return "duckdb:" + file().path();
    }

    @Override
    protected void run(String sql) {
        file().run(sql);
    }
}
