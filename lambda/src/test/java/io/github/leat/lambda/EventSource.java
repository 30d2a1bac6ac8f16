package io.github.leat.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.model.Message;

/** What Lambda does between a queue and a function: takes messages, calls, and deletes those that the answer does not name. */
final class EventSource {
    private final SqsServer server;
    private final String queue;
    private final Duration time;

    /** @param time what each call has */
    EventSource(SqsServer server, String queue, Duration time) {
        this.server = server;
        this.queue = queue;
        this.time = time;
    }

    /** Calls the functions, each one call at a time, until the queue is empty. Answers how many calls there were. */
    int drainInto(List<FunctionProcess> functions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(functions.size());
        try {
            CompletionService<Integer> running = new ExecutorCompletionService<>(threads);
            for (FunctionProcess function : functions) {
                running.submit(() -> drainInto(function));
            }
            int calls = 0;
            for (int i = 0; i < functions.size(); i++) {
                calls += running.take().get(); // the first that fails ends all
            }
            return calls;
        } finally {
            threads.shutdownNow();
        }
    }

    private int drainInto(FunctionProcess function) throws Exception {
        int calls = 0;
        while (server.size(queue) > 0) {
            List<Message> messages = server.receive(queue, 1);
            if (!messages.isEmpty()) {
                call(function, messages);
                calls++;
            }
        }
        return calls;
    }

    /** One call with these messages. */
    void call(FunctionProcess function, List<Message> messages) throws Exception {
        String answer;
        try {
            answer = function.call(invocation(messages), time).get(20, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new AssertionError("A call failed. The function said: " + function.log(), e);
        }
        for (Message message : messages) {
            if (!answer.contains(message.messageId())) {
                server.delete(queue, message);
            }
        }
    }

    static String invocation(List<Message> messages) throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Message message : messages) {
            Map<String, Object> record = new HashMap<>();
            record.put("messageId", message.messageId());
            record.put("receiptHandle", message.receiptHandle());
            record.put("body", message.body());
            record.put("eventSource", "aws:sqs");
            record.put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:leat");
            record.put("awsRegion", "us-east-1");
            records.add(record);
        }
        return JSON.std.asString(Map.of("Records", records));
    }
}
