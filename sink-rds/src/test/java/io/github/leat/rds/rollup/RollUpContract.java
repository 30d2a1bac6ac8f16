package io.github.leat.rds.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.SchemaException;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import io.github.leat.rds.internal.Connector;
import io.github.leat.rds.internal.rollup.Refresh;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What roll-ups are on every database. The oracle is {@link Events#aggregated}, which reads all rows and adds them up in Java.
 *
 * <p>{@code -Dleat.rollup.sequences=N} runs so many random sequences of changes instead of one.
 */
public abstract class RollUpContract {
    private static final int SEQUENCES = Integer.getInteger("leat.rollup.sequences", 1);
    private static final int CHANGES = 8;
    /** Every third statement is met by a change or a kill, or every one where more sequences are asked for. */
    private static final int STEP = SEQUENCES > 1 ? 1 : 3;

    /** By country and month. */
    protected static final RollUp ROLL_UP = RollUp.of("by_month", "events")
            .by("country")
            .by(Group.by(Bucket.MONTH, "event_date").as("month"))
            .measure(Measure.count().as("events"))
            .measure(Aggregate.SUM, "fatalities")
            .measure(Aggregate.SUM, "cost")
            .measure(Aggregate.MIN, "cost")
            .measure(Aggregate.MAX, "event_date")
            .measure(Aggregate.COUNT, "fatalities")
            .measure(Aggregate.AVG, "fatalities")
            .build()
            .changes(Changes.AUTO);

    @TempDir
    protected Path directory;

    /** The database's address, as a sink takes it. */
    protected abstract RdsSink sink();

    protected abstract Connection connect() throws SQLException;

    protected abstract Connector connector();

    protected abstract RollUps rollUps();

    /** How changes are found where triggers are welcome. */
    protected abstract Changes usual();

    /** Statements that put a copy of some rows in the place of the table. */
    protected abstract List<String> replaceByRename(List<String> columns, String where);

    /** Ends the connections of refreshes, or throws if there is no server to do it. */
    protected abstract void kill();

    private Events events() {
        return new Events(directory, this::sink, this::connect, this::replaceByRename);
    }

    private void assertExact(Events events) throws SQLException {
        assertThat(events.rolledUp("by_month")).isEqualTo(events.aggregated());
    }

    private RollUpReport refreshWith(Consumer<String> before) {
        try (Refresh refresh = Refresh.open(connector(), ROLL_UP, false, false, before)) {
            return refresh.run();
        }
    }

    @Test
    void equalsAFullAggregationAfterAnyChanges() throws Exception {
        for (int seed = 1; seed <= SEQUENCES; seed++) {
            changeAndCompare(seed, ROLL_UP);
        }
    }

    @Test
    void byScanItDoesToo() throws Exception {
        changeAndCompare(77, ROLL_UP.changes(Changes.SCAN));
    }

    private void changeAndCompare(int seed, RollUp rollUp) throws Exception {
        Random random = new Random(seed);
        Events events = events();
        events.clear();
        rollUps().drop(rollUp);
        events.load(random, WriteMode.APPEND, 40);
        StringBuilder done = new StringBuilder("seed " + seed);
        for (int change = 0; change < CHANGES; change++) {
            RollUpReport report = rollUps().refresh(rollUp);
            assertThat(events.rolledUp("by_month")).as(done + " → " + report).isEqualTo(events.aggregated());
            assertThat(report.groups()).isEqualTo(events.aggregated().size());
            assertThat(rollUps().refresh(rollUp).isChanged())
                    .as("the second of two refreshes, " + done)
                    .isFalse();
            for (int i = random.nextInt(3); i >= 0; i--) {
                done.append(", ").append(events.change(random));
            }
        }
    }

    @Test
    void onlyTheGroupsThatChangedAreWritten() throws Exception {
        Events events = events();
        events.load(new Random(5), WriteMode.APPEND, 60);
        RollUpReport first = rollUps().refresh(ROLL_UP);
        assertThat(first.groupsAdded()).isEqualTo(first.groups()).isPositive();
        assertThat(first.rowsRead()).isEqualTo(60);
        assertThat(first.changes()).isEqualTo(usual());
        events.run(
                "DELETE FROM events WHERE country = 'Mali'",
                "INSERT INTO events (id, country, event_date, fatalities, cost) VALUES (9001, 'Chad', DATE"
                        + " '2031-01-15', 1, 2.50)",
                "INSERT INTO events (id, country, event_date, fatalities, cost) VALUES (9002, 'Chad', DATE"
                        + " '2031-01-16', 2, 2.50)");
        long gone = events.rolledUp("by_month").keySet().stream()
                .filter(key -> key.get(0).equals("Mali"))
                .count();
        RollUpReport second = rollUps().refresh(ROLL_UP);
        assertThat(second.groupsRemoved()).isEqualTo(gone).isPositive();
        assertThat(second.groupsAdded()).isEqualTo(1);
        assertThat(second.groupsChanged()).isZero();
        if (usual() == Changes.TRIGGERS) {
            assertThat(second.full()).as(second.reason()).isFalse();
            assertThat(second.rowsRead()).isEqualTo(2);
        }
        assertExact(events);
        events.run("UPDATE events SET cost = cost + 1 WHERE id = 9002");
        assertThat(rollUps().refresh(ROLL_UP).groupsChanged()).isEqualTo(1);
        assertExact(events);
        assertThat(rollUps().refresh(ROLL_UP).isChanged()).isFalse();
    }

    @Test
    void nobodyGetsTriggersWithoutAskingAndTheyGoWhenNotWantedAnyMore() throws Exception {
        Events events = events();
        events.load(new Random(12), WriteMode.APPEND, 20);
        RollUp unsaid = new RollUp(ROLL_UP.name(), ROLL_UP.table(), ROLL_UP.groups(), ROLL_UP.measures(), Changes.SCAN);
        assertThat(RollUp.of("by_month", "events").by("country").count().build().changes())
                .isEqualTo(Changes.SCAN);
        assertThat(rollUps().refresh(ROLL_UP).changes()).isEqualTo(usual());
        assertThat(rollUps().refresh(unsaid).changes()).isEqualTo(Changes.SCAN);
        events.run("UPDATE events SET fatalities = 3 WHERE id % 2 = 0");
        assertThat(rollUps().refresh(unsaid).changes()).isEqualTo(Changes.SCAN);
        assertExact(events);
        assertThatThrownBy(() -> events.texts("SELECT * FROM _leat_changes_by_month"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void whereMostGroupsHaveChangedAllAreComputed() throws Exception {
        Events events = events();
        events.load(new Random(13), WriteMode.APPEND, 20);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            rows.append(i == 0 ? "" : ", ")
                    .append("(")
                    .append(30_000 + i)
                    .append(", 'Country ")
                    .append(i)
                    .append("', DATE '2024-05-06', 1, 0.50)");
        }
        events.run("INSERT INTO events (id, country, event_date, fatalities, cost) VALUES " + rows);
        rollUps().refresh(ROLL_UP);
        events.run("UPDATE events SET fatalities = 2");
        RollUpReport most = rollUps().refresh(ROLL_UP);
        assertThat(most.full()).isTrue();
        assertExact(events);
        events.run("UPDATE events SET fatalities = 5 WHERE id < 30040");
        RollUpReport few = rollUps().refresh(ROLL_UP);
        assertThat(few.full()).isEqualTo(usual() == Changes.SCAN);
        if (usual() == Changes.TRIGGERS) {
            assertThat(most.reason()).isEqualTo("so many groups have changed");
        }
        assertThat(rollUps().refresh(ROLL_UP).isChanged()).isFalse();
        assertExact(events);
    }

    /** Another one's commit before each statement of a refresh in turn. */
    @Test
    void aChangeThatCommitsDuringARefreshIsNotLost() throws Exception {
        Events events = events();
        events.load(new Random(6), WriteMode.APPEND, 30);
        rollUps().refresh(ROLL_UP);
        AtomicInteger ids = new AtomicInteger(20_000);
        for (int at = 0, last = 1; at < last; at += STEP) {
            events.run("UPDATE events SET fatalities = " + at + " WHERE country = 'Mali'");
            int injected = at;
            AtomicInteger seen = new AtomicInteger();
            refreshWith(sql -> {
                if (seen.getAndIncrement() == injected) {
                    events.run("INSERT INTO events (id, country, event_date, fatalities, cost) VALUES ("
                            + ids.incrementAndGet() + ", 'Mali', DATE '2024-02-03', 3, 1.25)");
                }
            });
            last = seen.get();
            rollUps().refresh(ROLL_UP);
            assertExact(events);
        }
        assertThat(ids.get()).isGreaterThan(20_003);
    }

    @Test
    void aKilledRefreshIsAsOneThatNeverBegan() throws Exception {
        Events events = events();
        events.load(new Random(7), WriteMode.APPEND, 30);
        for (int at = 0, last = 1; at < last; at += STEP) {
            if (at % 2 == 0) {
                rollUps().drop(ROLL_UP); // so that a first refresh is killed, too
            } else {
                rollUps().refresh(ROLL_UP);
                events.run("UPDATE events SET fatalities = " + at + ", country = 'Niger' WHERE id % 5 = " + at % 5);
            }
            int killed = at;
            AtomicInteger seen = new AtomicInteger();
            try {
                refreshWith(sql -> {
                    if (seen.getAndIncrement() == killed) {
                        kill();
                    }
                });
            } catch (LoadException | Killed e) {
                assertThat(at).isLessThan(seen.get());
            }
            last = Math.max(last, seen.get() + 1);
            rollUps().refresh(ROLL_UP);
            assertExact(events);
            if (at > 60) {
                break;
            }
        }
    }

    @Test
    void manyAtOnceAreOneAfterTheOther() throws Exception {
        Events events = events();
        events.load(new Random(8), WriteMode.APPEND, 50);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 3; round++) {
                Callable<RollUpReport> refresh = () -> rollUps().refresh(ROLL_UP);
                for (Future<RollUpReport> done : threads.invokeAll(List.of(refresh, refresh, refresh))) {
                    done.get();
                }
                assertExact(events);
                events.run("UPDATE events SET country = 'Togo' WHERE id % 4 = " + round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTableThatIsNoRollUpIsNotReplaced() throws Exception {
        Events events = events();
        events.load(new Random(9), WriteMode.APPEND, 10);
        events.run("CREATE TABLE by_month (id bigint)");
        assertThatThrownBy(() -> rollUps().refresh(ROLL_UP))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("by_month")
                .hasMessageContaining("is no roll-up");
        assertThat(rollUps().drop(ROLL_UP)).isFalse();
        events.run("DROP TABLE by_month");
    }

    @Test
    void aPlanWritesNothingAndSaysEverything() throws Exception {
        Events events = events();
        events.load(new Random(10), WriteMode.APPEND, 10);
        List<String> plan = rollUps().plan(ROLL_UP, false);
        assertThatThrownBy(() -> events.rolledUp("by_month")).isInstanceOf(SQLException.class);
        try (Refresh refresh = Refresh.open(connector(), ROLL_UP, false, false, sql -> {})) {
            refresh.run();
            assertThat(plan.stream().filter(sql -> !sql.contains("'by_month', 'events', '")))
                    .isEqualTo(refresh.statements().stream()
                            .filter(sql -> !sql.contains("'by_month', 'events', '"))
                            .toList());
        }
        assertExact(events);
        assertThat(rollUps().drop(ROLL_UP)).isTrue();
        assertThatThrownBy(() -> events.rolledUp("by_month")).isInstanceOf(SQLException.class);
    }

    @Test
    void timeBucketsAreThoseOfTheCalendar() throws Exception {
        Events events = events();
        events.load(new Random(11), WriteMode.APPEND, 80);
        for (Bucket bucket : Bucket.values()) {
            RollUp rollUp = RollUp.of("by_bucket", "events")
                    .by(Group.by(bucket, "event_date").as("start"))
                    .by(Group.by(bucket, "seen_at").as("seen"))
                    .count()
                    .build();
            rollUps().refresh(rollUp);
            assertThat(events.texts("SELECT start, seen, count FROM by_bucket"))
                    .containsExactlyInAnyOrderElementsOf(events.buckets(bucket));
        }
    }

    /** Thrown in the place of a kill where no server can do it. */
    protected static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
