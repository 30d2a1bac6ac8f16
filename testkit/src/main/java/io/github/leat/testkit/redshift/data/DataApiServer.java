package io.github.leat.testkit.redshift.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.leat.testkit.redshift.RehearsalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * The Redshift Data API at the wire, JSON 1.1, before a {@link RehearsalCluster}, which runs the statements. What it answers is as the
 * API reference says (operations of the Redshift Data API, read 2026-11-27); what it keeps to:
 *
 * <ul>
 *   <li>ExecuteStatement and BatchExecuteStatement answer at once with an id; DescribeStatement tells what became of it. A statement
 *       by itself commits; a batch is one transaction ("BatchExecuteStatement").
 *   <li>The same ClientToken again answers the id of the first call and runs nothing (management guide, "Considerations when calling
 *       the Amazon Redshift Data API", idempotency).
 *   <li>ValidationException: no or both of WorkgroupName and ClusterIdentifier, a DbUser with a workgroup or with a secret, no
 *       Database, no or more than 40 statements, a statement above 100,000 bytes, parameters in a batch ("Considerations …", API
 *       reference). Several statements in one are refused as a failed statement; that it is so is an assumption.
 *   <li>GetStatementResult answers pages, of {@value #PAGE_ROWS} rows here; numbers as longValue, truth values as booleanValue, NULL as
 *       isNull, all other types as stringValue ("Mapping JDBC data types …"). Rows above 64 KB fail ("Troubleshooting …").
 *   <li>CancelStatement aborts what runs. A failed statement has an Error of words, without SQLSTATE.
 * </ul>
 *
 * <p>It does not imitate: signatures and rights, which it does not check; sessions; WaitTimeSeconds; ResultFormat CSV; how long results
 * and tokens are kept; events; the number of active statements, except as a fault. User, database and workgroup are taken for granted.
 * Needs PostgreSQL's driver on the class path. Thread-safe.
 */
public final class DataApiServer implements AutoCloseable {
    static final int PAGE_ROWS = 50;

    private static final String PREFIX = "RedshiftData.";
    private static final int OK = 200;

    static {
        // else each answer waits for the client's acknowledgement of its head, 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService callers = Executors.newCachedThreadPool(DataApiServer::daemon);
    private final Statements statements;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile BiFunction<String, List<String>, CallFault> faults = (operation, sqls) -> CallFault.NONE;

    private DataApiServer(RehearsalCluster cluster, HttpServer http) {
        this.http = http;
        this.statements = new Statements(cluster);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "data-api");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts one before a cluster. */
    public static DataApiServer before(RehearsalCluster cluster) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            DataApiServer server = new DataApiServer(cluster, http);
            http.setExecutor(server.callers);
            http.createContext("/", server::serve);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address for clients. */
    public URI endpoint() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    /** Asks for each call what is to go wrong; the call's operation and its statements, if it has such. */
    public void faults(BiFunction<String, List<String>, CallFault> chosen) {
        faults = chosen;
    }

    /** The operations so far, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** How many statements and batches were really run. */
    public int runs() {
        return statements.runs();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                Optional<Map<String, Object>> answer = answer(exchange);
                if (answer.isPresent()) {
                    send(exchange, OK, answer.get());
                } // else the connection is closed without an answer
            } catch (CallRefused e) {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("__type", e.type());
                body.put("Message", String.valueOf(e.getMessage()));
                send(exchange, e.status(), body);
            }
        }
    }

    /** What to answer; empty if the answer is to be lost. */
    private Optional<Map<String, Object>> answer(HttpExchange exchange) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String operation = target.startsWith(PREFIX) ? target.substring(PREFIX.length()) : target;
        CallRequest request = CallRequest.read(exchange.getRequestBody().readAllBytes());
        calls.add(operation);
        CallFault fault = faults.apply(operation, request.sqls());
        if (fault != CallFault.NONE && fault != CallFault.LOSE_ANSWER) {
            throw refusal(fault);
        }
        Map<String, Object> answer = answer(operation, request);
        return fault == CallFault.NONE ? Optional.of(answer) : Optional.empty();
    }

    private static CallRefused refusal(CallFault fault) {
        return switch (fault) {
            case INTERNAL_ERROR -> new CallRefused(500, "InternalServerException", "An internal error occurred.");
            case THROTTLE -> new CallRefused("ThrottlingException", "Rate exceeded");
            case EXPIRED_TOKEN ->
                new CallRefused("ExpiredTokenException", "The security token included in the request is expired");
            case TOO_MANY_STATEMENTS ->
                new CallRefused("ActiveStatementsExceededException", "Active statements exceeded the allowed quota.");
            case NONE, LOSE_ANSWER -> throw new IllegalArgumentException(fault.name());
        };
    }

    private Map<String, Object> answer(String operation, CallRequest request) {
        return switch (operation) {
            case "ExecuteStatement", "BatchExecuteStatement" -> statements.execute(operation, request);
            case "DescribeStatement" -> statements.find(request.text("Id")).describe();
            case "GetStatementResult" -> statements.result(request.text("Id"), request.text("NextToken"));
            case "CancelStatement" ->
                Map.of("Status", statements.find(request.text("Id")).cancel());
            default -> throw new CallRefused("UnknownOperationException", operation);
        };
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = JsonBody.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
        statements.close();
        callers.shutdownNow();
    }
}
