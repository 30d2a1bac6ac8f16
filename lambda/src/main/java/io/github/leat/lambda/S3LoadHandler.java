package io.github.leat.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The handler: loads each object that an invocation tells of. Settings are environment variables, docs/lambda.md.
 *
 * <p>Of a message from a queue that may succeed later, the id is answered as a failed item, so that only it comes again; what
 * cannot succeed goes to the dead-letter queue with the reason; the rest of a load that time was too short for goes to the
 * function's own queue. An invocation without a queue fails if something may succeed later and there is no own queue to send it
 * to. One invocation at a time, as Lambda calls it; clients are kept between invocations, connections to the database are not.
 */
public final class S3LoadHandler implements RequestStreamHandler, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(S3LoadHandler.class);

    private final ObjectLoader loader;
    private final Queues queues;
    private @Nullable S3Store store;

    /** The handler of the function's environment, as Lambda makes it. */
    public S3LoadHandler() {
        this(Settings.of(System.getenv()));
    }

    S3LoadHandler(Settings settings) {
        this.loader = new ObjectLoader(settings);
        this.queues = new Queues(settings);
        Core.getGlobalContext().register(this);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        List<Delivery> deliveries = Events.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        List<ObjectEvent> all =
                deliveries.stream().flatMap(one -> one.events().stream()).toList();
        List<Map<String, String>> failed = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            List<String> reasons = serve(delivery, all, context);
            if (reasons.isEmpty()) {
                continue;
            }
            if (delivery.messageId().isEmpty()) {
                throw new IOException("To be called again: " + String.join(" ", reasons));
            }
            failed.add(Map.of("itemIdentifier", delivery.messageId().get()));
        }
        out.write(JSON.std.asBytes(Map.of("batchItemFailures", failed)));
    }

    /** Answers why the message is to come again; nothing if it need not. */
    private List<String> serve(Delivery delivery, List<ObjectEvent> all, Context context) {
        List<String> reasons = new ArrayList<>();
        delivery.problem().ifPresent(problem -> {
            LOG.error("{}", problem);
            attempt(() -> queues.sendDead(delivery.body(), problem), problem, reasons);
        });
        for (ObjectEvent event : delivery.events()) {
            if (all.stream().anyMatch(event::isBefore)) {
                LOG.info("{}: another event of it in this call is newer", event.name());
                continue;
            }
            Result result = loader.load(store(), event, Duration.ofMillis(context.getRemainingTimeInMillis()));
            settle(result, event, delivery, reasons);
        }
        return reasons;
    }

    private void settle(Result result, ObjectEvent event, Delivery delivery, List<String> reasons) {
        if (result instanceof Result.Done done) {
            LOG.info("{}: {}", event.name(), done.words());
        } else if (result instanceof Result.Rest rest) {
            LOG.info("{}: the rest goes to the queue: {}", event.name(), rest.words());
            attempt(() -> queues.sendAgain(Events.write(event.with(rest.progress()))), rest.words(), reasons);
        } else if (result instanceof Result.Later later) {
            LOG.warn("{}: later: {}", event.name(), later.reason());
            if (delivery.messageId().isPresent()) {
                reasons.add(later.reason()); // the queue counts how often
            } else {
                attempt(() -> queues.sendAgain(Events.write(event)), later.reason(), reasons);
            }
        } else if (result instanceof Result.Dead dead) {
            LOG.error("{}: {}", event.name(), dead.reason());
            attempt(
                    () -> queues.sendDead(Events.write(event.with(ObjectEvent.Progress.NONE)), dead.reason()),
                    dead.reason(),
                    reasons);
        }
    }

    private interface Sending {
        boolean send() throws IOException;
    }

    private static void attempt(Sending sending, String reason, List<String> reasons) {
        try {
            if (!sending.send()) {
                reasons.add(reason);
            }
        } catch (SdkException | IOException e) {
            LOG.error("The queue cannot be reached: {}", e.getMessage());
            reasons.add(reason);
        }
    }

    private S3Store store() {
        S3Store open = store;
        if (open == null) {
            open = S3Store.open(S3Options.defaults());
            store = open;
        }
        return open;
    }

    /** Before a snapshot: classes are loaded, and connections closed, which would be dead when it is restored. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
        WarmUp.run();
        queues.close();
        S3Store open = store;
        store = null;
        if (open != null) {
            open.close();
        }
        LOG.info("ready for a snapshot");
    }

    /** After a snapshot: clients are made anew when they are needed. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        LOG.info("restored from a snapshot");
    }
}
