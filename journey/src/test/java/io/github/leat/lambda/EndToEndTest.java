package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The way of a file: from a catalogue by {@code leat hdx sync} to S3, by an event and a queue to the function in its process,
 * and into PostgreSQL. {@code -Dleat.large=200} for a larger large file, in megabytes.
 */
class EndToEndTest {
    private static final int LARGE = Integer.getInteger("leat.large", 40);
    private static final String DAY_1 = "2025-01-15T08:31:51.970130";
    private static final String DAY_2 = "2025-02-01T00:00:00";

    private final Journey journey;
    private long rows;

    EndToEndTest() throws Exception {
        journey = new Journey();
    }

    @AfterEach
    void stop() {
        journey.close();
    }

    /** One test, since each step is about what the steps before it left behind. */
    @Test
    void theTableIsAsTheCatalogueWhateverHappensToEvents() throws Exception {
        byte[] north = InventedEvents.of(1, 300, "N");
        byte[] south = InventedEvents.of(2, 400, "S");
        journey.catalogue.publish("north.csv", north, DAY_1);
        journey.catalogue.publish("south.csv", south, DAY_1);
        Map<String, String> first = journey.syncAndServe(2);
        assertThat(first).containsOnlyKeys(journey.key("north.csv"), journey.key("south.csv"), "in/leat-manifest.json");
        ExpectedTable expected = new ExpectedTable(journey.around.database);
        expected.upsert(north);
        expected.upsert(south);
        rows = 700;
        journey.assertTable(expected, rows);

        eventsThatComeTwice(first);
        aFileLargerThanTheMemory(expected);
        aPoisonFile(expected);
        Map<String, String> second = aNewerVersion(north, expected);
        anOlderVersionLate(
                Journey.event(first, journey.key("north.csv")), Journey.event(second, journey.key("north.csv")));

        journey.assertTable(expected, rows);
        assertThat(journey.around.deadLetters()).isEmpty();
        assertThat(journey.around.queues.size(journey.around.queue)).isZero();
        assertThat(journey.around.database.text("SELECT count(*) FROM _leat_ledger WHERE completed"))
                .as("files: north, south, large, west, poison")
                .isEqualTo("5");
        assertThat(journey.function.end().orElse(0L)).isLessThan(115L << 20);
    }

    private void eventsThatComeTwice(Map<String, String> events) throws Exception {
        String before = journey.rowVersions();
        journey.serve(events.values());
        assertThat(journey.rowVersions()).as("after events that came twice").isEqualTo(before);
        assertThat(journey.function.log()).contains("ALREADY_LOADED");
        journey.catalogue.downloads();
        assertThat(journey.sync(0)).isEmpty();
        assertThat(journey.catalogue.downloads()).isEmpty();
    }

    private void aFileLargerThanTheMemory(ExpectedTable expected) throws Exception {
        assertThat(FunctionProcess.javaOptions()).contains("-Xmx24m");
        byte[] large = InventedEvents.ofMegabytes(3, LARGE);
        journey.catalogue.publish("large.csv", large, DAY_1);
        journey.syncAndServe(1);
        rows += expected.upsert(large);
        journey.assertTable(expected, rows);
    }

    /** A file that is no table, published with one that is; then mended, and its dead letter sent again. */
    private void aPoisonFile(ExpectedTable expected) throws Exception {
        byte[] west = InventedEvents.of(4, 50, "W");
        journey.catalogue.publish("poison.csv", InventedEvents.pdf(), DAY_1);
        journey.catalogue.publish("west.csv", west, DAY_1);
        Map<String, String> events = journey.syncAndServe(2);
        rows += expected.upsert(west);
        journey.assertTable(expected, rows);
        List<Message> dead = journey.around.deadLetters();
        assertThat(dead).hasSize(1);
        assertThat(Surroundings.attribute(dead.get(0), Queues.REASON))
                .contains("poison.csv")
                .contains("PDF");
        ObjectEvent poison = onlyEvent(Journey.event(events, journey.key("poison.csv")));
        assertThat(onlyEvent(dead.get(0).body())).isEqualTo(poison);

        byte[] mended = InventedEvents.of(6, 20, "P");
        journey.catalogue.publish("poison.csv", mended, DAY_2);
        journey.sync(1); // its event is lost: the dead letter must do
        assertThat(journey.redrive()).contains("1 message");
        journey.serve(List.of());
        rows += expected.upsert(mended);
        journey.assertTable(expected, rows);
        assertThat(journey.around.deadLetters()).isEmpty();
    }

    private Map<String, String> aNewerVersion(byte[] north, ExpectedTable expected) throws Exception {
        byte[] newer = InventedEvents.newer(north);
        journey.catalogue.publish("north.csv", newer, DAY_2);
        journey.catalogue.downloads();
        Map<String, String> events = journey.syncAndServe(1);
        assertThat(events).containsOnlyKeys(journey.key("north.csv"), "in/leat-manifest.json");
        assertThat(journey.catalogue.downloads()).containsExactly("north.csv");
        expected.upsert(newer);
        rows += 3;
        journey.assertTable(expected, rows);
        assertThat(journey.around.database.text("SELECT count(*) FROM t WHERE fatalities >= 1000"))
                .isEqualTo("5");
        return events;
    }

    /** Its event in one call with the newer one, then alone. */
    private void anOlderVersionLate(String late, String newest) throws Exception {
        String before = journey.rowVersions();
        assertThat(journey.function.answer(EventsTest.sqs(newest, late), Journey.TIME))
                .isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(journey.function.log())
                .contains(journey.key("north.csv") + ": another event of it in this call is newer");
        journey.serve(List.of(late));
        assertThat(journey.rowVersions()).as("after the older version").isEqualTo(before);
    }

    private static ObjectEvent onlyEvent(String body) throws Exception {
        return Events.parse(body).get(0).events().get(0);
    }
}
