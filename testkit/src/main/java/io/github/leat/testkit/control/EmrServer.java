package io.github.leat.testkit.control;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stub of the control planes of EMR Serverless ({@code emr-serverless}: REST, JSON) and of EMR on EC2 ({@code elasticmapreduce}: JSON
 * 1.1), at the wire and with a state: the SDK's own clients talk to it. Requests must be signed by {@link #ACCESS_KEY} and {@link
 * #SECRET}, and carry what the service models require and nothing that they do not know. Jobs go a step further at each look at them, and
 * run nothing.
 *
 * <p>Shapes and states are those of the API references ("StartJobRun", "GetJobRun", "CancelJobRun" of EMR Serverless; "AddJobFlowSteps",
 * "DescribeStep", "ListSteps", "CancelSteps", "DescribeCluster" of EMR) and the user guide ("Job run states"), read 2026-11-27. That a
 * start with a client token that was used answers with the first job is what the reference calls idempotent; that one with other
 * parameters is refused as {@code ConflictException}, that an unknown cluster or step is an {@code InvalidRequestException} whose message
 * says "is not valid", and that steps are listed the newest first are assumptions. Not imitated: policies, quotas, capacity, logs. Thread-safe.
 */
public final class EmrServer extends WireStub {
    private static final Pattern JOB_RUNS = Pattern.compile("/applications/([^/]+)/jobruns(?:/([^/]+))?");

    private final EmrState state = new EmrState();

    private EmrServer() throws IOException {}

    /** An account without anything, on a free port of the loopback address. */
    public static EmrServer start() throws IOException {
        EmrServer started = new EmrServer();
        started.open();
        return started;
    }

    /** Adds an application that has started. */
    public synchronized void application(String id) {
        state.applications.add(id);
    }

    /** Adds a cluster that waits for steps; without logs on S3 if the location is empty. */
    public synchronized void cluster(String id, String logUri) {
        state.clusters.put(id, logUri);
    }

    /**
     * A job that was started.
     *
     * @param id of the job run or step
     * @param name what it is called
     * @param arguments of the application; of a step, of the command
     */
    public record StartedJob(String id, String name, List<String> arguments) {}

    /** All jobs and steps, the oldest first. */
    public synchronized List<StartedJob> jobs() {
        return state.jobs.stream()
                .map(job -> new StartedJob(job.id, job.name, job.arguments))
                .toList();
    }

    /** Has a job be so from now on: {@code RUNNING}, {@code FAILED}. */
    public synchronized void becomes(String id, String word, String details) {
        StubJob job = state.job(id);
        job.becomes(word);
        job.details = details;
    }

    /** Steps on each page of a list; 50 until it is set. */
    public synchronized void pageSize(int steps) {
        state.pageSize = steps;
    }

    @Override
    Protocol protocol(Request request) {
        return request.header("x-amz-target").isEmpty() ? new JobRuns() : new Steps();
    }

    /** EMR Serverless. */
    private final class JobRuns implements Protocol {
        @Override
        public String service() {
            return "emr-serverless";
        }

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public String answer(Request request) {
            Matcher path = JOB_RUNS.matcher(request.uri().getPath());
            if (!path.matches()) {
                throw new ServiceError(404, "UnknownOperationException", "No operation " + request.uri());
            }
            Map<String, String> values = new TreeMap<>(json(request).values());
            values.put("applicationId", path.group(1));
            if (path.group(2) != null) {
                values.put("jobRunId", path.group(2));
            }
            String operation = switch (request.method()) {
                case "POST" -> "StartJobRun";
                case "DELETE" -> "CancelJobRun";
                default -> "GetJobRun";
            };
            return JsonProtocol.answer(
                    met("emr-serverless:" + operation, new Params(values), true, new JobRunOperations(state)::run));
        }

        @Override
        public String error(ServiceError e) {
            return JsonProtocol.answer(Map.of("message", e.said()));
        }
    }

    /** EMR on EC2. */
    private final class Steps implements Protocol {
        @Override
        public String service() {
            return "elasticmapreduce";
        }

        @Override
        public String contentType() {
            return "application/x-amz-json-1.1";
        }

        @Override
        public String answer(Request request) {
            String target = request.header("x-amz-target");
            return JsonProtocol.answer(met(
                    "elasticmapreduce:" + target.substring(target.indexOf('.') + 1),
                    json(request),
                    true,
                    new StepOperations(state)::run));
        }

        @Override
        public String error(ServiceError e) {
            return JsonProtocol.error(e);
        }
    }
}
