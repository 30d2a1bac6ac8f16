package io.github.leat.serve;

import io.github.leat.serve.catalog.SourceNames;
import io.github.leat.serve.internal.api.Api;
import io.github.leat.serve.internal.database.AnswerCache;
import io.github.leat.serve.internal.database.LiveCatalog;
import io.github.leat.serve.internal.database.QueryThreads;
import io.github.leat.serve.internal.database.ReadDatabase;
import io.github.leat.serve.internal.format.Cells;
import io.github.leat.serve.internal.http.Front;
import io.github.leat.serve.internal.http.PlainErrors;
import io.github.leat.serve.query.QueryDialect;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running server of the API and the page. Reads only, and holds no more than its limits say: a few threads, the kept answers,
 * a buffer for each answer that is being written. Thread-safe.
 */
public final class ApiServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int IDLE_MILLIS = 30_000;
    private static final int BACKLOG = 1_024;

    private final Server server;
    private final ServerConnector connector;
    private final ReadDatabase database;
    private final ReadDatabase ledger;
    private final LiveCatalog catalog;
    private final QueryThreads queries;
    private final ServeOptions options;

    private ApiServer(ServeOptions options) {
        this.options = options;
        ServeLimits limits = options.limits();
        database = new ReadDatabase(options.database(), limits.queryTime(), limits.streamTime());
        ledger = new ReadDatabase(options.database(), limits.streamTime(), limits.streamTime());
        SourceNames sources = new SourceNames(options.database().product(), options.showPaths());
        catalog = new LiveCatalog(ledger, limits.freshness(), sources);
        queries = new QueryThreads(limits.queriesAtOnce(), limits.queriesWaiting());
        Api.Setting setting = Api.Setting.of(
                limits,
                QueryDialect.of(options.database().product()),
                new Cells(options.database().product()),
                sources);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("leat-serve");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(limits.urlBytes() + 8_192);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(options.host().replaceAll("^\\[|\\]$", ""));
        connector.setPort(options.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors());
        server.setHandler(
                new Front(options, setting, database, catalog, queries, new AnswerCache(limits.cacheBytes())));
    }

    /**
     * Starts to listen. The database is asked by the first request.
     *
     * @throws IOException if it cannot listen there
     */
    public static ApiServer start(ServeOptions options) throws IOException {
        ApiServer started = new ApiServer(options);
        try {
            started.server.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw new IOException(
                    "Cannot listen at " + options.host() + ":" + options.port() + ": " + e.getMessage()
                            + ". Choose another port.",
                    e);
        }
    }

    /** Where it answers. */
    public URI uri() {
        String host = options.host().contains(":") && !options.host().startsWith("[")
                ? "[" + options.host() + "]"
                : options.host();
        return URI.create("http://" + host + ":" + connector.getLocalPort() + "/");
    }

    /** Waits until it is closed. */
    public void join() throws InterruptedException {
        server.join();
    }

    /** Ends it; answers that are being written are cut. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server cannot be stopped.", e);
        } finally {
            queries.close();
            catalog.close();
            database.close();
            ledger.close();
        }
    }
}
