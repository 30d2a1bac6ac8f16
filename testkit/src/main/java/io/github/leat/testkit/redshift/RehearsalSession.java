package io.github.leat.testkit.redshift;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One connection of a client: statement by statement, with what Redshift adds and refuses. */
final class RehearsalSession {
    private static final int SSL = 80877103;
    private static final int GSS = 80877104;
    private static final int CANCEL = 80877102;

    /** What PostgreSQL takes; Redshift's own driver sends others, such as {@code driver_version}. */
    private static final Set<String> KNOWN = Set.of(
            "user", "database", "client_encoding", "DateStyle", "TimeZone", "extra_float_digits", "application_name");

    /** What Redshift says it is ({@code SELECT version()} begins with PostgreSQL 8.0.2). */
    private static final String VERSION = "8.0.2";

    private final RehearsalCluster cluster;
    private final Dialect dialect;
    private final DataInputStream in;
    private final DataOutputStream out;

    RehearsalSession(RehearsalCluster cluster, Dialect dialect, Socket client) throws IOException {
        this.cluster = cluster;
        this.dialect = dialect;
        this.in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), 1 << 16));
    }

    /** Serves the client until it leaves, or a fault cuts it off. */
    void serve() throws IOException {
        Optional<Map<String, String>> parameters = startup();
        if (parameters.isEmpty()) {
            return;
        }
        try (Backend backend = Backend.connect(cluster.backendPort(), parameters.get())) {
            relay(backend);
            List<WireMessage> group = group();
            while (!group.isEmpty() && run(backend, group)) {
                group = group();
            }
        }
    }

    private Optional<Map<String, String>> startup() throws IOException {
        while (true) {
            byte[] packet = new byte[in.readInt() - Integer.BYTES];
            in.readFully(packet);
            int code = ByteBuffer.wrap(packet).getInt();
            if (code == SSL || code == GSS) {
                out.writeByte('N');
                out.flush();
            } else if (code == CANCEL) {
                return Optional.empty();
            } else {
                return Optional.of(parameters(new WireMessage('-', packet).texts(Integer.BYTES)));
            }
        }
    }

    private Map<String, String> parameters(List<String> texts) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            if (KNOWN.contains(texts.get(i))) {
                parameters.put(texts.get(i), texts.get(i + 1));
            }
        }
        parameters.put("search_path", cluster.schema());
        return parameters;
    }

    /** The messages up to one that wants an answer; none at the end. */
    private List<WireMessage> group() throws IOException {
        List<WireMessage> group = new ArrayList<>();
        int first = in.read();
        while (first >= 0 && first != 'X') {
            byte[] body = new byte[in.readInt() - Integer.BYTES];
            in.readFully(body);
            group.add(new WireMessage((char) first, body));
            if (first == 'S' || first == 'Q') {
                return group;
            }
            first = in.read();
        }
        return List.of();
    }

    private boolean run(Backend backend, List<WireMessage> group) throws IOException {
        List<String> statements =
                group.stream().flatMap(message -> statement(message).stream()).toList();
        StatementFault fault = statements.stream()
                .map(cluster::faultOf)
                .filter(found -> found != StatementFault.NONE)
                .findFirst()
                .orElse(StatementFault.NONE);
        if (fault == StatementFault.CUT_BEFORE) {
            return false;
        }
        boolean isExtended = group.get(0).type() != 'Q';
        Optional<WireMessage> refusal = refusal(backend, statements, fault);
        Optional<CopyCommand> copy = Optional.empty();
        try {
            copy = statements.isEmpty() ? Optional.empty() : CopyCommand.parse(statements.get(0));
        } catch (IllegalArgumentException e) {
            refusal = Optional.of(WireMessage.error("42601", String.valueOf(e.getMessage())));
        }
        List<WireMessage> answer = new ArrayList<>();
        if (refusal.isPresent()) {
            fail(backend, answer, refusal.get());
        } else if (copy.isPresent()) {
            copy(backend, copy.get(), isExtended, answer);
        } else {
            for (WireMessage message : group) {
                backend.send(toPostgres(message));
            }
            backend.flush();
            if (fault == StatementFault.LOSE_ANSWER) {
                backend.answer();
                return false;
            }
            relay(backend);
            return true;
        }
        if (fault == StatementFault.LOSE_ANSWER) {
            return false;
        }
        for (WireMessage message : answer) {
            message.write(out);
        }
        out.flush();
        return true;
    }

    private Optional<WireMessage> refusal(Backend backend, List<String> statements, StatementFault fault) {
        if (fault == StatementFault.EXPIRED_TOKEN) {
            return Optional.of(
                    WireMessage.error(
                            "XX000",
                            "S3ServiceException:The provided token has expired.,Status 400,Error ExpiredToken,Rid 0,CanRetry 1"));
        }
        return statements.stream()
                .flatMap(sql -> Dialect.refusal(sql, backend.status() != 'I').stream())
                .findFirst()
                .map(text -> WireMessage.error("42601", text));
    }

    /** An error, which a transaction does not survive. */
    private static void fail(Backend backend, List<WireMessage> answer, WireMessage error) throws IOException {
        if (backend.status() == 'T') {
            backend.ask("SELECT 1/0");
        }
        answer.add(error);
        answer.add(WireMessage.ready(backend.status()));
    }

    private void copy(Backend backend, CopyCommand command, boolean isExtended, List<WireMessage> answer)
            throws IOException {
        List<String> columns = command.columns().stream().map(dialect::name).toList();
        CopyRun run = new CopyRun(backend, cluster.store(), command, columns);
        Optional<WireMessage> failure = run.run();
        cluster.note(run.errors());
        if (failure.isPresent()) {
            answer.add(run.errors().isEmpty() ? failure.get() : loadFailed(command));
            answer.add(WireMessage.ready(backend.status()));
            return;
        }
        if (isExtended) {
            for (char type : new char[] {'1', '2', 'n'}) {
                answer.add(new WireMessage(type, new byte[0]));
            }
        }
        answer.add(WireMessage.notice("Load into table '" + command.table() + "' completed, " + run.loaded()
                + " record(s) loaded successfully."));
        answer.add(WireMessage.of('C', "COPY"));
        answer.add(WireMessage.ready(backend.status()));
    }

    private WireMessage loadFailed(CopyCommand command) {
        return WireMessage.error(
                "XX000",
                "Load into table '" + command.table() + "' failed. Check '" + cluster.errorView()
                        + "' system table for details.");
    }

    private static Optional<String> statement(WireMessage message) {
        return switch (message.type()) {
            case 'Q' -> Optional.of(message.texts(0).get(0));
            case 'P' -> Optional.of(message.texts(0).get(1));
            default -> Optional.empty();
        };
    }

    private WireMessage toPostgres(WireMessage message) {
        return switch (message.type()) {
            case 'Q' -> WireMessage.of('Q', dialect.toPostgres(message.texts(0).get(0)));
            case 'P' ->
                message.withStatement(dialect.toPostgres(message.texts(0).get(1)));
            default -> message;
        };
    }

    private void relay(Backend backend) throws IOException {
        WireMessage message = backend.read();
        while (message.type() != 'Z') {
            toRedshift(message).write(out);
            if (message.type() == 'E') {
                out.flush(); // after one of the start nothing follows
            }
            message = backend.read();
        }
        message.write(out);
        out.flush();
    }

    private WireMessage toRedshift(WireMessage message) {
        if (message.type() == 'S' && message.texts(0).get(0).equals("server_version")) {
            return WireMessage.of('S', "server_version", VERSION);
        }
        if (message.type() == 'D') {
            return longNames(message);
        }
        return message;
    }

    /** A row in which short names that stand for long ones are the long ones. */
    private WireMessage longNames(WireMessage row) {
        ByteBuffer from = ByteBuffer.wrap(row.body());
        int count = from.getShort();
        List<byte[]> values = new ArrayList<>();
        int size = Short.BYTES;
        boolean isChanged = false;
        for (int i = 0; i < count; i++) {
            int length = from.getInt();
            byte[] value = new byte[Math.max(0, length)];
            from.get(value);
            if (length > 0 && value[0] == 'l') {
                String text = new String(value, StandardCharsets.UTF_8);
                String longName = dialect.longName(text);
                isChanged |= !longName.equals(text);
                value = longName.getBytes(StandardCharsets.UTF_8);
            }
            size += Integer.BYTES + value.length;
            values.add(length < 0 ? NULL : value);
        }
        if (!isChanged) {
            return row;
        }
        ByteBuffer to = ByteBuffer.allocate(size).putShort((short) count);
        for (byte[] value : values) {
            to.putInt(value == NULL ? -1 : value.length).put(value);
        }
        return new WireMessage('D', to.array());
    }

    private static final byte[] NULL = new byte[0];
}
