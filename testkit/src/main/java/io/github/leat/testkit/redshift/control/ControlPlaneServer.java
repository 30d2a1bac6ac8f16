package io.github.leat.testkit.redshift.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stub of the control planes of Redshift ({@code redshift}: Query protocol, XML) and Redshift Serverless ({@code
 * redshift-serverless}: JSON 1.1), at the wire and with a state: the SDK's own clients talk to it. Requests must be signed by {@link
 * #ACCESS_KEY} and {@link #SECRET}, and carry what the service models require and nothing that they do not know. Snapshots and restores go
 * a step further at each look at them.
 *
 * <p>Not imitated: policies of IAM; real times, rates and sizes; schedules that take snapshots, retention that deletes them, copies that
 * arrive in another region; quotas but that of one table restore at a time; networks, encryption, accounts; whether a table is in a
 * snapshot; recovery points; the least page size of 20. That a table restore onto a name that is taken ends as {@code FAILED}, that a
 * namespace shows as available for one look after a restore began, and that attaching a cluster detaches it from the schedule it had
 * are the stub's own assumptions, which the vendor's pages neither say nor deny. Thread-safe.
 */
public final class ControlPlaneServer implements AutoCloseable {
    /** The one access key that it knows. */
    public static final String ACCESS_KEY = "test";

    /** Its secret. */
    public static final String SECRET = "test-secret";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StubState state = new StubState();
    private final Map<String, Deque<ControlFault>> faults = new HashMap<>();
    private final List<ReceivedCall> calls = new ArrayList<>();

    private ControlPlaneServer(HttpServer server) {
        this.server = server;
    }

    /** An account without anything, on a free port of the loopback address. */
    public static ControlPlaneServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ControlPlaneServer started = new ControlPlaneServer(http);
        http.setExecutor(started.threads);
        http.createContext("/", started::answer);
        http.start();
        return started;
    }

    /** Where it is, for both services. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds an available cluster, of which a snapshot has so many megabytes. */
    public synchronized void cluster(String name, long megabytes) {
        state.clusters.put(name, new StubCluster(name, megabytes, false, false));
    }

    /** Adds an available namespace with a workgroup. */
    public synchronized void namespace(String name, String workgroup, long megabytes) {
        StubNamespace namespace = new StubNamespace(name, megabytes);
        namespace.workgroup(workgroup, true);
        state.namespaces.put(name, namespace);
    }

    /** Adds a complete automated snapshot of a cluster. */
    public synchronized void automatedSnapshot(String cluster, String name) {
        state.snapshots.put(name, new StubSnapshot(name, cluster, "automated", 10, -1, Map.of(), false).complete());
    }

    /** Adds a table, {@code database.schema.table}. */
    public synchronized void table(String warehouse, String table) {
        state.tables.add(warehouse + "/" + table);
    }

    /** Takes a table away, as renaming it does. */
    public synchronized void dropTable(String warehouse, String table) {
        state.tables.remove(warehouse + "/" + table);
    }

    /** Whether a table is there. */
    public synchronized boolean hasTable(String warehouse, String table) {
        return state.tables.contains(warehouse + "/" + table);
    }

    /** The snapshot that a namespace was filled from last; empty if from none. */
    public synchronized String filledFrom(String namespace) {
        return state.namespaces.getOrDefault(namespace, new StubNamespace(namespace, 0)).filledFrom;
    }

    /** Has the snapshot, the restored cluster or the restored table of that name fail midway. */
    public synchronized void failMidway(String name, String message) {
        state.failures.put(name, message);
    }

    /** Items on each page of a list; 100 until it is set. */
    public synchronized void pageSize(int items) {
        state.pageSize = items;
    }

    /** The next calls of an operation meet these, one each. */
    public synchronized void fault(String operation, ControlFault... next) {
        faults.computeIfAbsent(operation, key -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /** All calls so far, those that met a fault too. */
    public synchronized List<ReceivedCall> calls() {
        return List.copyOf(calls);
    }

    /** The calls of an operation so far. */
    public List<ReceivedCall> calls(String operation) {
        return calls().stream()
                .filter(call -> call.action().endsWith(":" + operation))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            String target = headers.getOrDefault("x-amz-target", "");
            boolean json = target.startsWith("RedshiftServerless.");
            String text = new String(body, StandardCharsets.UTF_8);
            int status = 200;
            String reply;
            try {
                String service = json ? "redshift-serverless" : "redshift";
                SignatureCheck.require(service, ACCESS_KEY, SECRET, headers, body);
                reply = json
                        ? serverless(target.substring(target.indexOf('.') + 1), JsonProtocol.parse(text))
                        : query(QueryProtocol.parse(text));
            } catch (ServiceError e) {
                status = e.status();
                reply = json ? JsonProtocol.error(e) : QueryProtocol.error(e);
            } catch (NoAnswer e) {
                return;
            }
            byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", json ? "application/x-amz-json-1.1" : "text/xml");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized String query(Params params) {
        Map<String, String> values = new TreeMap<>(params.values());
        String operation = String.valueOf(values.remove("Action"));
        if (!"2012-12-01".equals(values.remove("Version"))) {
            throw new ServiceError(400, "InvalidAction", "Version must be 2012-12-01");
        }
        return QueryProtocol.answer(
                operation, met("redshift:" + operation, new Params(values), false, new ClusterOperations(state)::run));
    }

    private synchronized String serverless(String operation, Params params) {
        return JsonProtocol.answer(
                met("redshift-serverless:" + operation, params, true, new NamespaceOperations(state)::run));
    }

    private interface Operation {
        Map<String, Object> run(String operation, Params params);
    }

    private Map<String, Object> met(String action, Params params, boolean json, Operation work) {
        calls.add(new ReceivedCall(action, params.values()));
        ServiceModel.require(action, params);
        String operation = action.substring(action.indexOf(':') + 1);
        ControlFault fault = faults.getOrDefault(operation, new ArrayDeque<>()).poll();
        if (fault == null) {
            return work.run(operation, params);
        }
        switch (fault) {
            case THROTTLED -> throw new ServiceError(400, json ? "ThrottlingException" : "Throttling", "Rate exceeded");
            case DENIED ->
                throw new ServiceError(
                        json ? 400 : 403,
                        json ? "AccessDeniedException" : "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/ops is not authorized to perform: " + action);
            case EXPIRED ->
                throw new ServiceError(
                        json ? 400 : 403,
                        json ? "ExpiredTokenException" : "ExpiredToken",
                        "The security token included in the request is expired");
            case BROKEN ->
                throw new ServiceError(
                        500, json ? "InternalServerException" : "InternalFailure", "The request failed.");
            case ANSWER_LOST -> {
                work.run(operation, params);
                throw new NoAnswer();
            }
            case CUT -> throw new NoAnswer();
        }
        throw new IllegalStateException(fault.name());
    }

    /** The connection ends without an answer. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
