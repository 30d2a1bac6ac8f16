package io.github.leat.testkit.redshift.data;

import io.github.leat.testkit.redshift.RehearsalCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All statements and batches so far. */
final class Statements {
    private final Connections connections;
    private final Map<String, Execution> byId = new ConcurrentHashMap<>();
    private final Map<String, Execution> byToken = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final ExecutorService runners = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "data-api-statement");
        thread.setDaemon(true);
        return thread;
    });

    Statements(RehearsalCluster cluster) {
        this.connections = new Connections(cluster);
    }

    int runs() {
        return runs.get();
    }

    Map<String, Object> execute(String operation, CallRequest request) {
        request.check();
        String token = request.text("ClientToken");
        Execution execution = token.isEmpty()
                ? begin(operation, request)
                : byToken.computeIfAbsent(token, unknown -> begin(operation, request));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Id", execution.id());
        answer.put("CreatedAt", System.currentTimeMillis() / 1000.0);
        answer.put("Database", request.text("Database"));
        for (String field : List.of("WorkgroupName", "ClusterIdentifier", "DbUser", "SecretArn")) {
            if (!request.text(field).isEmpty()) {
                answer.put(field, request.text(field));
            }
        }
        return answer;
    }

    private Execution begin(String operation, CallRequest request) {
        Execution execution = new Execution(
                connections, request.text("Database"), request.sqls(), operation.equals("BatchExecuteStatement"));
        byId.put(execution.id(), execution);
        runs.incrementAndGet();
        runners.execute(execution);
        return execution;
    }

    /** Of a statement or batch; of one of a batch the id has a colon and a number from 1. */
    Execution find(String id) {
        int colon = id.indexOf(':');
        @Nullable Execution found = byId.get(colon < 0 ? id : id.substring(0, colon));
        if (found == null) {
            throw new CallRefused("ResourceNotFoundException", "Query does not exist.");
        }
        return found;
    }

    Map<String, Object> result(String id, String page) {
        int colon = id.indexOf(':');
        int statement = colon < 0 ? 1 : Integer.parseInt(id.substring(colon + 1));
        return find(id).result(statement - 1, page.isEmpty() ? 0 : Integer.parseInt(page));
    }

    void close() {
        byId.values().forEach(Execution::cancel);
        runners.shutdownNow();
        connections.close();
    }
}
