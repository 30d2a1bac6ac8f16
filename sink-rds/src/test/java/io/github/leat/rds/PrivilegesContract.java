package io.github.leat.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.sink.Grant;
import io.github.leat.core.sink.WriteMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The privileges that a plan names are enough for a user who has nothing else, and each of them is needed: for the load that makes
 * the table, and for the next one.
 */
public abstract class PrivilegesContract {
    private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (.+) TO (.+)");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory = Path.of("");

    /** A schema or database of its own, and a user who may not do anything in it. */
    protected interface Place {
        /** As the owner sees it. */
        RdsSink owner();

        /** As the user does. */
        RdsSink user();

        /** The user's name. */
        String grantee();

        /** Runs a statement as the owner. */
        void run(String statement);
    }

    /** For the backends. */
    protected PrivilegesContract() {}

    /** One with nothing in it. */
    protected abstract Place newPlace();

    /** Whether loads keep what they change. */
    protected boolean isUndoable = false;

    private RdsSink people(RdsSink sink, WriteMode mode) {
        RdsSink people = sink.table("people").mode(mode).key("id");
        return isUndoable ? people.undoable() : people;
    }

    private Path file(String name, int version, String text) {
        try {
            Path file = Files.writeString(directory.resolve(name), text);
            return Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plusSeconds(version)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoadOutcome load(Path file, RdsSink sink) {
        return Load.from(FileSource.of(file)).into(sink).run().outcome();
    }

    private void first(RdsSink sink) {
        assertThat(load(file("people.csv", 1, "id,name\n1,Ada\n2,Grace\n2,Twice\n"), sink))
                .isEqualTo(LoadOutcome.COMPLETED);
    }

    private void second(RdsSink sink) {
        assertThat(load(file("people.csv", 2, "id,name\n2,Grace\n3,Joan\n"), sink))
                .isEqualTo(LoadOutcome.COMPLETED);
    }

    private List<Grant> privileges(Place place, WriteMode mode) {
        RdsSink sink = people(place.owner(), mode);
        Path file = file("people.csv", 1, "id,name\n1,Ada\n2,Grace\n2,Twice\n");
        return sink.privileges(
                        Load.from(FileSource.of(file))
                                .into(sink)
                                .plan()
                                .sinkPlan()
                                .schema(),
                        Optional.of(place.grantee()))
                .orElseThrow()
                .grants();
    }

    /** All statements but for one right; that right is the key. */
    private static Map<String, List<String>> allButOne(List<Grant> grants) {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        for (int i = 0; i < grants.size(); i++) {
            List<String> statements =
                    new ArrayList<>(grants.stream().map(Grant::statement).toList());
            String statement = statements.remove(i);
            Matcher parts = GRANT.matcher(statement);
            List<String> rights = parts.matches() ? List.of(parts.group(1).split(", ")) : List.of();
            if (rights.size() < 2) {
                cases.put(statement, statements);
                continue;
            }
            for (String left : rights) {
                List<String> others =
                        rights.stream().filter(right -> !right.equals(left)).toList();
                List<String> fewer = new ArrayList<>(statements);
                fewer.add(i, "GRANT " + String.join(", ", others) + " ON " + parts.group(2) + " TO " + parts.group(3));
                cases.put(left + " of " + statement, fewer);
            }
        }
        return cases;
    }

    /** What an owner does before the user comes; the same each time. */
    protected interface Before {
        void in(Place place);
    }

    /** Enough with all, too little without any one right, and enough for the next load without what is for the first. */
    protected final void needsJustThese(WriteMode mode, Before before) {
        Place all = newPlace();
        before.in(all);
        List<Grant> grants = privileges(all, mode);
        grants.forEach(grant -> all.run(grant.statement()));
        first(people(all.user(), mode));
        grants.forEach(grant -> grant.afterwards().ifPresent(all::run));
        second(people(all.user(), mode));

        List<String> needless = new ArrayList<>();
        for (int i = 0; i < allButOne(grants).size(); i++) {
            Place place = newPlace();
            before.in(place);
            Map<String, List<String>> cases = allButOne(privileges(place, mode));
            String left = List.copyOf(cases.keySet()).get(i);
            if (areRun(cases.getOrDefault(left, List.of()), place) && loadsTwice(people(place.user(), mode))) {
                needless.add(left);
            }
        }
        assertThat(needless).as("rights without which loads succeed").isEmpty();
    }

    /** MariaDB refuses a grant on a table that is not there unless it says CREATE. */
    private static boolean areRun(List<String> statements, Place place) {
        try {
            statements.forEach(place::run);
            return true;
        } catch (AssertionError e) {
            assertThat(e).hasStackTraceContaining("doesn't exist");
            return false;
        }
    }

    private boolean loadsTwice(RdsSink user) {
        try {
            first(user);
            second(user);
            return true;
        } catch (LoadException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void whereNothingIsThere(WriteMode mode) {
        needsJustThese(mode, place -> {});
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource(WriteMode.class)
    protected final void whereAnOwnerHasMadeTheTables(WriteMode mode) {
        needsJustThese(
                mode,
                place -> load(
                        file("owner.csv", 1, "id,name\n1,Owner\n"),
                        people(place.owner(), mode == WriteMode.APPEND ? WriteMode.APPEND : WriteMode.UPSERT)));
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource(WriteMode.class)
    protected final void whereATableWithoutAnIndexIsThere(WriteMode mode) {
        needsJustThese(
                mode,
                place -> load(file("owner.csv", 1, "id,name\n1,Owner\n"), people(place.owner(), WriteMode.APPEND)));
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"APPEND", "UPSERT"})
    void whereTheTableLacksAColumn(WriteMode mode) {
        needsJustThese(mode, place -> load(file("owner.csv", 1, "id\n7\n"), people(place.owner(), WriteMode.APPEND)));
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"APPEND", "REPLACE"})
    void withoutAnythingAUserIsRefused(WriteMode mode) {
        Place place = newPlace();
        RdsSink user = people(place.user(), mode);
        assertThatThrownBy(() -> first(user)).isInstanceOf(LoadException.class);
    }
}
