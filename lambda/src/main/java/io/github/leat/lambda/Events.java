package io.github.leat.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.leat.core.Excerpt;
import io.github.leat.lambda.ObjectEvent.Progress;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events of S3 in all the shapes that they reach a function in: direct, or by SQS, SNS, SNS in SQS, or EventBridge, also in
 * SQS. Keys are percent-encoded in all but those of EventBridge.
 */
final class Events {
    private static final String PROGRESS = "leat";

    private Events() {}

    /**
     * Reads what the function was called with.
     *
     * @throws IOException if it is not JSON at all
     */
    static List<Delivery> parse(String invocation) throws IOException {
        Map<String, Object> root = JSON.std.mapFrom(invocation);
        List<Delivery> deliveries = new ArrayList<>();
        for (Map<String, Object> record : objects(root.get("Records"))) {
            if (text(record, "eventSource").equals("aws:sqs")) {
                deliveries.add(message(Optional.of(text(record, "messageId")), text(record, "body")));
            } else if (text(record, "EventSource").equals("aws:sns")) {
                deliveries.add(message(Optional.empty(), text(object(record.get("Sns")), "Message")));
            }
        }
        return deliveries.isEmpty() ? List.of(message(Optional.empty(), invocation)) : deliveries;
    }

    private static Delivery message(Optional<String> messageId, String body) {
        try {
            List<ObjectEvent> events = new ArrayList<>();
            read(JSON.std.mapFrom(body), events);
            return new Delivery(messageId, body, events, Optional.empty());
        } catch (IOException | IllegalArgumentException e) {
            return new Delivery(
                    messageId, body, List.of(), Optional.of("It is no event of S3: " + Excerpt.of(body) + "."));
        }
    }

    private static void read(Map<String, Object> message, List<ObjectEvent> events) throws IOException {
        if (message.containsKey("Records")) {
            Progress progress = progress(object(message.get(PROGRESS)));
            for (Map<String, Object> record : objects(message.get("Records"))) {
                if (isWritten(text(record, "eventName"))) {
                    events.add(notified(object(record.get("s3")), progress));
                }
            }
        } else if (text(message, "Type").equals("Notification")) {
            read(JSON.std.mapFrom(text(message, "Message")), events);
        } else if (text(message, "source").equals("aws.s3")) {
            if (isWritten(text(message, "detail-type").replace(" ", ""))) {
                events.add(bridged(object(message.get("detail"))));
            }
        } else if (!text(message, "Event").equals("s3:TestEvent")) {
            throw new IllegalArgumentException("of no known shape");
        }
    }

    /** An archived object that was restored can be read only then, so that counts too. */
    private static boolean isWritten(String event) {
        String name = event.replace("s3:", "").replace(":", "").toLowerCase(Locale.ROOT);
        return name.startsWith("objectcreated") || name.equals("objectrestorecompleted");
    }

    private static ObjectEvent notified(Map<String, Object> s3, Progress progress) {
        Map<String, Object> object = object(s3.get("object"));
        return event(
                s3,
                URLDecoder.decode(text(object, "key"), StandardCharsets.UTF_8),
                text(object, "sequencer"),
                progress);
    }

    private static ObjectEvent bridged(Map<String, Object> detail) {
        Map<String, Object> object = object(detail.get("object"));
        return event(detail, text(object, "key"), text(object, "sequencer"), Progress.NONE);
    }

    private static ObjectEvent event(Map<String, Object> s3, String key, String sequencer, Progress progress) {
        String bucket = text(object(s3.get("bucket")), "name");
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("without bucket or key");
        }
        return new ObjectEvent(bucket, key, Optional.of(sequencer).filter(text -> !text.isEmpty()), progress);
    }

    private static Progress progress(Map<String, Object> found) {
        return new Progress(number(found, "runs"), number(found, "idle"), number(found, "record"));
    }

    /** An event as S3 itself sends it, with the progress beside it: what goes to a queue. */
    static String write(ObjectEvent event) throws IOException {
        var object = JSON.std
                .composeString()
                .startObject()
                .startArrayField("Records")
                .startObject()
                .put("eventSource", "aws:s3")
                .put("eventName", "ObjectCreated:Put")
                .startObjectField("s3")
                .startObjectField("bucket")
                .put("name", event.bucket())
                .end()
                .startObjectField("object")
                .put("key", encoded(event.key()));
        if (event.sequencer().isPresent()) {
            object = object.put("sequencer", event.sequencer().get());
        }
        var root = object.end().end().end().end();
        Progress progress = event.progress();
        if (!progress.equals(Progress.NONE)) {
            root = root.startObjectField(PROGRESS)
                    .put("runs", progress.runs())
                    .put("idle", progress.idle())
                    .put("record", progress.record())
                    .end();
        }
        return root.end().finish();
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private static List<Map<String, Object>> objects(@Nullable Object value) {
        List<Map<String, Object>> found = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> found.add(object(item)));
        }
        return found;
    }

    @SuppressWarnings("unchecked") // JSON has no other keys than texts
    private static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String text(Map<String, Object> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    private static long number(Map<String, Object> map, String name) {
        return map.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
