package io.github.leat.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.sink.KnownLoad;
import io.github.leat.core.sink.LedgerScope;
import io.github.leat.core.sink.Undo;
import io.github.leat.core.sink.UndoReport;
import io.github.leat.core.sink.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads that are taken back: what is there afterwards, and when it is refused. */
public abstract class UndoContract {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SEQUENCES = Integer.getInteger("leat.undo.sequences", 1);

    private static final List<WriteMode> ADDING = List.of(WriteMode.APPEND, WriteMode.UPSERT, WriteMode.INSERT_NEW);
    private static final int KILLS = Integer.getInteger("leat.kills", 1);
    private static final int LONGEST_MILLIS = 400;

    @TempDir
    Path directory = Path.of("");

    private int version;

    /** For the backends. */
    protected UndoContract() {}

    /** A sink into the test's own place. */
    protected abstract RdsSink sink();

    /** Rows of a query as texts, columns by a bar; empty if the table is not there. */
    protected abstract List<String> texts(String sql);

    /** The place as {@link RdsSink#parse} takes it. */
    protected abstract String target();

    /** Ends what a killed process may have left running. */
    protected void processDied() {}

    /** Runs a statement beside loads. */
    protected abstract void run(String sql);

    private RdsSink people(WriteMode mode) {
        RdsSink sink = sink().table("people").mode(mode).undoable();
        return mode == WriteMode.APPEND ? sink : sink.key("id");
    }

    private List<String> rows() {
        return texts("SELECT id, name FROM people ORDER BY id, name");
    }

    private List<String> ledger() {
        return texts("SELECT source, load_id, completed, records_written FROM _leat_ledger ORDER BY source");
    }

    private LoadReport load(RdsSink sink, String source, String... records) {
        try {
            Path file = directory.resolve(source);
            Files.writeString(file, "id,name\n" + String.join("\n", records) + "\n");
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plusSeconds(++version)));
            LoadReport report = Load.from(FileSource.of(file)).into(sink).run();
            assertThat(report.outcome()).isEqualTo(LoadOutcome.COMPLETED);
            return report;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String load(WriteMode mode, String source, String... records) {
        return load(people(mode), source, records).loadId();
    }

    private Undo undo() {
        return sink().table("people").undo(LedgerScope.TABLE).orElseThrow();
    }

    @Test
    void anAppendIsTakenBackWithCopiesOfRowsThatWereThere() {
        load(WriteMode.APPEND, "a.csv", "1,Ada", "2,Grace");
        List<String> before = ledger();
        String second = load(WriteMode.APPEND, "b.csv", "1,Ada", "1,Ada", "3,", "3,");
        UndoReport report = undo().undo(second.substring(0, 10));
        assertThat(report.removed()).isEqualTo(4);
        assertThat(report.restored()).isZero();
        assertThat(rows()).containsExactly("1|Ada", "2|Grace");
        assertThat(ledger()).isEqualTo(before);
        load(WriteMode.APPEND, "b.csv", "9,Again");
        assertThat(rows()).contains("9|Again");
    }

    @Test
    void anUpsertGivesTheOldRowsBack() {
        load(WriteMode.UPSERT, "a.csv", "1,Ada", "2,Grace", ",Nobody");
        String second = load(WriteMode.UPSERT, "b.csv", "2,Hopper", "3,Joan", ",Somebody", "1,Ada");
        UndoReport report = undo().undo(second);
        assertThat(report.removed()).isEqualTo(3);
        assertThat(report.restored()).isEqualTo(2);
        assertThat(rows()).containsExactlyInAnyOrder("1|Ada", "2|Grace", "null|Nobody");
    }

    @Test
    void insertedRowsAreTakenBack() {
        load(WriteMode.UPSERT, "a.csv", "1,Ada");
        String second = load(WriteMode.INSERT_NEW, "b.csv", "1,Other", "2,Grace");
        assertThat(undo().undo(second).removed()).isEqualTo(1);
        assertThat(rows()).containsExactly("1|Ada");
    }

    @Test
    void aReplacementGivesTableAndLedgerBack() {
        load(WriteMode.UPSERT, "a.csv", "1,Ada");
        load(WriteMode.UPSERT, "b.csv", "2,Grace");
        List<String> before = ledger();
        String replacement = load(WriteMode.REPLACE, "c.csv", "7,New");
        assertThat(ledger()).hasSize(1);
        UndoReport report = undo().undo(replacement);
        assertThat(report.removed()).isEqualTo(1);
        assertThat(report.restored()).isEqualTo(2);
        assertThat(rows()).containsExactly("1|Ada", "2|Grace");
        assertThat(ledger()).isEqualTo(before);
    }

    @Test
    void whatALaterLoadHasTouchedIsRefusedUntilThatIsTakenBack() {
        String first = load(WriteMode.UPSERT, "a.csv", "1,Ada", "2,Grace");
        String second = load(WriteMode.UPSERT, "b.csv", "2,Hopper");
        String third = load(WriteMode.UPSERT, "c.csv", "2,Grace", "3,Joan");
        assertThatThrownBy(() -> undo().undo(first))
                .isInstanceOf(PermanentSinkException.class)
                .hasMessageContaining(second)
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("newest first: " + third);
        assertThatThrownBy(() -> undo().undo(second)).hasMessageContaining("changed or removed since");
        assertThat(rows()).containsExactly("1|Ada", "2|Grace", "3|Joan");
        undo().undo(third);
        undo().undo(second);
        undo().undo(first);
        assertThat(rows()).isEmpty();
        assertThat(ledger()).isEmpty();
        assertThat(undo().loads()).isEmpty();
    }

    @Test
    void aVersionInBetweenIsForgottenByTheOneAfter() {
        load(WriteMode.APPEND, "a.csv", "1,Ada");
        List<String> before = ledger();
        String second = load(WriteMode.APPEND, "a.csv", "2,Grace");
        String third = load(WriteMode.APPEND, "a.csv", "3,Joan");
        undo().undo(second);
        assertThat(rows()).containsExactly("1|Ada", "3|Joan");
        assertThat(ledger()).singleElement().asString().contains(third);
        undo().undo(third);
        assertThat(ledger()).isEqualTo(before);
    }

    @Test
    void whatOthersHaveChangedIsRefused() {
        String appended = load(WriteMode.APPEND, "a.csv", "1,Ada", "2,Grace");
        run("UPDATE people SET name = 'Changed' WHERE id = 2");
        assertThatThrownBy(() -> undo().undo(appended)).hasMessageContaining("1 of its rows");
        run("UPDATE people SET name = 'Grace' WHERE id = 2");
        run("ALTER TABLE people ADD COLUMN note varchar(20)");
        run("UPDATE people SET note = 'seen' WHERE id = 2");
        assertThatThrownBy(() -> undo().undo(appended)).hasMessageContaining("1 of its rows");
        run("UPDATE people SET note = NULL");
        undo().undo(appended);
        assertThat(rows()).isEmpty();
        String replaced = load(WriteMode.REPLACE, "b.csv", "1,Ada");
        run("UPDATE people SET note = 'seen'");
        assertThatThrownBy(() -> undo().undo(replaced)).hasMessageContaining("has changed since");
        run("UPDATE people SET note = NULL");
        undo().undo(replaced);
    }

    @Test
    void aReplacementIsKeptUntilTheNextOrTillItIsConfirmed() {
        String append = load(WriteMode.APPEND, "a.csv", "1,Ada");
        String first = load(WriteMode.REPLACE, "b.csv", "2,Grace");
        assertThatThrownBy(() -> undo().undo(append)).hasMessageContaining("has replaced the table");
        String second = load(WriteMode.REPLACE, "c.csv", "3,Joan");
        assertThat(undo().loads()).extracting(load -> load.entry().loadId()).containsExactly(second);
        assertThatThrownBy(() -> undo().undo(first)).hasMessageContaining("nothing is kept");
        assertThat(undo().confirm(second).restored()).isEqualTo(1);
        assertThatThrownBy(() -> undo().undo(second)).hasMessageContaining("nothing is kept");
        assertThat(rows()).containsExactly("3|Joan");
        load(sink().table("people").mode(WriteMode.REPLACE), "d.csv", "4,Mary");
        assertThat(texts("SELECT count(*) FROM _leat_undo WHERE side <> 'pending'"))
                .containsExactly("0");
    }

    @Test
    void aReplacementThatKeepsNothingMakesAllBeforeVoid() {
        String append = load(WriteMode.APPEND, "a.csv", "1,Ada");
        load(sink().table("people").mode(WriteMode.REPLACE), "b.csv", "1,Ada");
        assertThatThrownBy(() -> undo().undo(append)).hasMessageContaining("nothing is kept");
        assertThat(undo().loads()).isEmpty();
    }

    @Test
    void loadsThatKeepNothingCannotBeTakenBack() {
        String plain = load(sink().table("people").mode(WriteMode.APPEND), "a.csv", "1,Ada")
                .loadId();
        assertThatThrownBy(() -> undo().undo(plain))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("--undoable");
        assertThatThrownBy(() -> undo().undo("")).hasMessageContaining("nothing is kept");
    }

    @Test
    void loadsTakenBackFromTheNewestOnLeaveEachStateAsItWas() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Random random = new Random(seed);
            List<List<String>> states = new ArrayList<>();
            List<String> loads = new ArrayList<>();
            load(sink().table("people").mode(WriteMode.REPLACE).key("id"), "base.csv", "1,Ada", "2,Grace");
            for (int i = 0; i < 6; i++) {
                states.add(state());
                // a replacement makes what is before the last one void
                WriteMode mode = i == 0 && random.nextBoolean() ? WriteMode.REPLACE : ADDING.get(random.nextInt(3));
                loads.add(load(mode, "s" + random.nextInt(3) + ".csv", records(random, mode)));
            }
            for (int i = loads.size() - 1; i >= 0; i--) {
                undo().undo(loads.get(i));
                assertThat(state()).as("seed " + seed + ", load " + i).isEqualTo(states.get(i));
            }
            assertThat(undo().loads()).isEmpty();
        }
    }

    private List<String> state() {
        List<String> state = new ArrayList<>(rows());
        state.add("ledger");
        state.addAll(ledger());
        return state;
    }

    private static String[] records(Random random, WriteMode mode) {
        List<String> records = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i <= count; i++) {
            String id = random.nextInt(6) == 0 && mode != WriteMode.APPEND ? "" : String.valueOf(random.nextInt(6));
            records.add(id + "," + (random.nextInt(5) == 0 ? "" : "name" + random.nextInt(3)));
        }
        return records.toArray(String[]::new);
    }

    /** The model: each load is the rows that it removed and added; one is taken back if these are all there and no other had them. */
    @Test
    void loadsTakenBackInAnyOrderAreAsTheModelSays() {
        for (int seed = 100; seed < 100 + SEQUENCES; seed++) {
            Random random = new Random(seed);
            List<Change> changes = new ArrayList<>();
            load(sink().table("people").mode(WriteMode.REPLACE).key("id"), "base.csv", "1,Ada", "2,Grace");
            for (int i = 0; i < 12; i++) {
                if (random.nextInt(3) > 0 || changes.isEmpty()) {
                    WriteMode mode = ADDING.get(random.nextInt(3));
                    Map<String, Integer> before = bag(rows());
                    String id = load(mode, "s" + random.nextInt(3) + ".csv", records(random, mode));
                    Map<String, Integer> after = bag(rows());
                    changes.add(new Change(id, minus(before, after), minus(after, before)));
                } else {
                    takeBack(changes, random.nextInt(changes.size()), "seed " + seed + ", step " + i);
                }
            }
        }
    }

    private record Change(String id, Map<String, Integer> removed, Map<String, Integer> added) {}

    private void takeBack(List<Change> changes, int index, String what) {
        Change change = changes.get(index);
        Map<String, Integer> now = bag(rows());
        List<String> ledger = ledger();
        boolean isThere = minus(change.added(), now).isEmpty();
        boolean isTouched = changes.subList(index + 1, changes.size()).stream()
                .anyMatch(later -> later.removed().keySet().stream().anyMatch(change.added()::containsKey));
        if (isThere && !isTouched) {
            undo().undo(change.id());
            Map<String, Integer> expected = minus(now, change.added());
            change.removed().forEach((row, count) -> expected.merge(row, count, Integer::sum));
            assertThat(bag(rows())).as(what).isEqualTo(expected);
            assertThat(ledger()).as(what).noneMatch(row -> row.contains(change.id()));
            changes.remove(index);
        } else {
            assertThatThrownBy(() -> undo().undo(change.id())).as(what).isInstanceOf(PermanentSinkException.class);
            assertThat(bag(rows())).as(what).isEqualTo(now);
            assertThat(ledger()).as(what).isEqualTo(ledger);
        }
    }

    private static Map<String, Integer> bag(List<String> rows) {
        Map<String, Integer> bag = new HashMap<>();
        rows.forEach(row -> bag.merge(row, 1, Integer::sum));
        return bag;
    }

    private static Map<String, Integer> minus(Map<String, Integer> from, Map<String, Integer> what) {
        Map<String, Integer> left = new HashMap<>();
        from.forEach((row, count) -> {
            int rest = count - what.getOrDefault(row, 0);
            if (rest > 0) {
                left.put(row, rest);
            }
        });
        return left;
    }

    @Test
    void aProcessKilledWhileItTakesALoadBackHasDoneAllOrNothing() throws Exception {
        Random random = new Random();
        String[] many = IntStream.range(0, 50_000).mapToObj(i -> i + ",n" + i).toArray(String[]::new);
        for (int kill = 0; kill < KILLS; kill++) {
            load(WriteMode.REPLACE, "base.csv", "1,Ada", "2,Grace");
            List<String> before = state();
            String upsert = load(WriteMode.UPSERT, "many.csv", many);
            List<String> after = ledger();
            UndoChild.runAndKill(target(), upsert, random, LONGEST_MILLIS);
            processDied();
            if (undo().loads().get(0).entry().loadId().equals(upsert)) {
                assertThat(texts("SELECT count(*), max(id) FROM people")).containsExactly("50000|49999");
                assertThat(ledger()).isEqualTo(after);
                undo().undo(upsert);
            }
            assertThat(state()).isEqualTo(before);
        }
    }

    @Test
    void undoableLoadsAreListedNewestFirst() {
        String first = load(WriteMode.APPEND, "a.csv", "1,Ada");
        String second = load(WriteMode.APPEND, "a.csv", "2,Grace");
        assertThat(undo().loads())
                .extracting(KnownLoad::entry)
                .extracting(entry -> entry.loadId())
                .containsExactly(second, first);
    }
}
