package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.server.S3Server;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole way of files: a catalogue, the commands of leat, a bucket, a queue, the function in its process, a database. */
final class Journey implements AutoCloseable {
    static final Duration TIME = Duration.ofMinutes(15);

    final Surroundings around = new Surroundings().with("LEAT_KEY", "event_id_cnty");
    final Catalogue catalogue = new Catalogue();
    final FunctionProcess function = around.function();
    private final SyncedBucket bucket = new SyncedBucket(around.bucket);
    private final EventSource source = new EventSource(around.queues, around.queue, TIME);

    Journey() throws IOException {
        // its parts are all there is to start
    }

    String key(String file) {
        return "in/" + catalogue.dataset() + "/" + file;
    }

    /** Brings the bucket up to date by the command; answers the events of what it wrote, by key. */
    Map<String, String> sync(int fetched) throws Exception {
        LeatProcess.Ended ended = leat(
                "hdx",
                "sync",
                catalogue.dataset(),
                "--to",
                "s3://" + around.bucket + "/in?endpoint=" + S3Server.start().endpoint() + "&region=us-east-1");
        assertThat(ended.words()).contains(" files: " + fetched + " fetched, ").contains(", 0 failed");
        assertThat(ended.code()).isEqualTo(fetched == 0 ? 5 : 0);
        return bucket.newEvents();
    }

    /** Puts messages on the queue, and lets the function serve it until it is empty. */
    void serve(Iterable<String> events) throws Exception {
        events.forEach(event -> around.queues.send(around.queue, event));
        source.drainInto(List.of(function));
    }

    Map<String, String> syncAndServe(int fetched) throws Exception {
        Map<String, String> events = sync(fetched);
        serve(events.values());
        return events;
    }

    /** Sends the dead letters again by the command; answers what it said. */
    String redrive() throws Exception {
        String path = URI.create(around.deadLetters).getPath();
        LeatProcess.Ended ended = leat(
                "redrive",
                "sqs://" + path.substring(path.lastIndexOf('/') + 1) + "?region=us-east-1&endpoint="
                        + around.queues.endpoint());
        assertThat(ended.code()).as(ended.words()).isZero();
        return ended.words();
    }

    private LeatProcess.Ended leat(String... arguments) throws Exception {
        return LeatProcess.run(
                Map.of(
                        "LEAT_HDX_URL",
                        catalogue.address(),
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test-secret"),
                arguments);
    }

    /** That the table holds the expected rows, so many, and each id once. */
    void assertTable(ExpectedTable expected, long count) throws Exception {
        assertThat(around.database.text("SELECT count(*), count(DISTINCT event_id_cnty) FROM t"))
                .as(function.log())
                .isEqualTo(count + "|" + count);
        assertThat(expected.differences()).isEmpty();
    }

    /** Changes with any row that is written, also if its values stay. */
    String rowVersions() {
        return around.database.text("SELECT count(*), sum(hashtext(ctid::text || '/' || xmin::text)) FROM t");
    }

    static String event(Map<String, String> events, String key) {
        return Optional.ofNullable(events.get(key)).orElseThrow(() -> new AssertionError("no event of " + key));
    }

    @Override
    public void close() {
        function.close();
        catalogue.close();
    }
}
