package io.github.leat.testkit.control;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

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
public final class ControlPlaneServer extends WireStub {
    private final StubState state = new StubState();

    private ControlPlaneServer() throws IOException {}

    /** An account without anything, on a free port of the loopback address. */
    public static ControlPlaneServer start() throws IOException {
        ControlPlaneServer started = new ControlPlaneServer();
        started.open();
        return started;
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

    @Override
    Protocol protocol(Request request) {
        return request.header("x-amz-target").startsWith("RedshiftServerless.") ? new Namespaces() : new Clusters();
    }

    /** Redshift: Query. */
    private final class Clusters implements Protocol {
        @Override
        public String service() {
            return "redshift";
        }

        @Override
        public String contentType() {
            return "text/xml";
        }

        @Override
        public String answer(Request request) {
            Map<String, String> values =
                    new TreeMap<>(QueryProtocol.parse(request.text()).values());
            String operation = String.valueOf(values.remove("Action"));
            if (!"2012-12-01".equals(values.remove("Version"))) {
                throw new ServiceError(400, "InvalidAction", "Version must be 2012-12-01");
            }
            return QueryProtocol.answer(
                    operation,
                    met("redshift:" + operation, new Params(values), false, new ClusterOperations(state)::run));
        }

        @Override
        public String error(ServiceError e) {
            return QueryProtocol.error(e);
        }
    }

    /** Redshift Serverless: JSON 1.1. */
    private final class Namespaces implements Protocol {
        @Override
        public String service() {
            return "redshift-serverless";
        }

        @Override
        public String contentType() {
            return "application/x-amz-json-1.1";
        }

        @Override
        public String answer(Request request) {
            String target = request.header("x-amz-target");
            return JsonProtocol.answer(met(
                    "redshift-serverless:" + target.substring(target.indexOf('.') + 1),
                    json(request),
                    true,
                    new NamespaceOperations(state)::run));
        }

        @Override
        public String error(ServiceError e) {
            return JsonProtocol.error(e);
        }
    }
}
