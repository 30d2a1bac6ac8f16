package io.github.leat.rds.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadReport;
import io.github.leat.rds.RdsSink;
import io.github.leat.testkit.server.PostgresServer;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The Java of docs/roll-ups.md, run on PostgreSQL. */
class PageExamplesTest {
    @Test
    void aRollUpIsRefreshedAfterALoad() {
        PostgresServer server = PostgresServer.newSchema();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(server.url());
        RollUpReport report =
                loadAndRefresh(dataSource, FileSource.of(Path.of("../examples/data/conflict_events.csv")));
        assertThat(report.rowsRead()).isEqualTo(500);
        assertThat(server.texts("SELECT sum(count) FROM conflicts_by_month")).containsExactly("500");
    }

    private static RollUpReport loadAndRefresh(DataSource dataSource, ByteSource source) {
        // docs: refresh
        RollUp byMonth = RollUp.of("conflicts_by_month", "conflicts")
                .by("country")
                .by(Bucket.MONTH, "event_date")
                .count()
                .measure(Aggregate.SUM, "fatalities")
                .build();
        LoadReport load = Load.from(source)
                .into(RdsSink.of(dataSource).table("conflicts"))
                .run();
        RollUpReport report = RollUps.of(dataSource).refresh(byMonth);
        // docs: end
        assertThat(load.counts().written()).isEqualTo(500);
        return report;
    }
}
