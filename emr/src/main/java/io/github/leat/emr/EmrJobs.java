package io.github.leat.emr;

import io.github.leat.aws.Clients;
import io.github.leat.aws.Patience;
import io.github.leat.aws.Planned;
import io.github.leat.aws.ServiceCall;
import io.github.leat.core.SourceException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.emr.EmrException.Reason;
import io.github.leat.emr.internal.JobPlane;
import io.github.leat.emr.internal.JobPlanes;
import io.github.leat.emr.internal.StoredLogs;
import io.github.leat.emr.internal.Upload;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Source;
import io.github.leat.s3.S3Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Loads as jobs of EMR Serverless or as steps of a cluster of EMR on EC2.
 *
 * <p>Nothing is started twice: a call whose answer was lost is sent again with the token of the first, or, of steps, only after a look
 * among those of the cluster. A throttled call is sent again, up to six times in all. Holds one HTTP client for the service and, once it
 * is needed, one for S3. Used by one thread.
 */
public final class EmrJobs implements AutoCloseable {
    /** What has just been started may not be shown yet: "not found" is no answer at first. */
    private static final int LOOKS_AT_NOTHING = 4;

    private final EmrPlace place;
    private final JobPlane plane;
    private final S3Options storeOptions;
    private final Ticker ticker;
    private final RandomGenerator random;
    private @Nullable S3Store store;

    private EmrJobs(EmrPlace place, JobPlane plane, S3Options storeOptions, Ticker ticker, RandomGenerator random) {
        this.place = place;
        this.plane = plane;
        this.storeOptions = storeOptions;
        this.ticker = ticker;
        this.random = random;
    }

    /** Settings for the jobs of a place. */
    public static Builder builder(EmrPlace place) {
        return new Builder(place);
    }

    /** Where the jobs run. */
    public EmrPlace place() {
        return place;
    }

    private S3Store store() {
        S3Store open = store == null ? S3Store.open(storeOptions).ticker(ticker) : store;
        store = open;
        return open;
    }

    /**
     * Plans a submission: reads the jar for its hash, and sends nothing.
     *
     * @throws IllegalArgumentException if the jar is not the application, the machines are of no size that there is, or a role is missing
     */
    public EmrPlan submit(EmrSubmission submission) {
        CostDrivers costs = plane.costs(submission.workers());
        Optional<Upload> upload = submission.jar() instanceof AppJar.Local local
                ? Optional.of(Upload.of(local.file(), submission.upload()))
                : Optional.empty();
        String jar = upload.map(one -> one.object().name())
                .orElseGet(() -> ((AppJar.Stored) submission.jar()).object().name());
        String token = new UUID(random.nextLong(), random.nextLong()).toString();
        String report = submission
                .upload()
                .withKey(submission.upload().key() + "reports/" + token + ".json")
                .name();
        List<String> arguments = new ArrayList<>(List.of(EmrSubmission.REPORT, report));
        arguments.addAll(submission.arguments());
        JobPlane.Start start = plane.start(submission, jar, arguments, token);
        List<ServiceCall> calls = new ArrayList<>();
        upload.ifPresent(one -> calls.add(one.shown()));
        calls.add(start.shown());
        return new EmrPlan(calls, costs, () -> {
            upload.ifPresent(one -> one.run(store()));
            String id = start.send().run();
            return new EmrJob(
                    id,
                    place,
                    submission.name(),
                    EmrState.of(start.firstStatus()),
                    start.firstStatus(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(report));
        });
    }

    /**
     * A look at a job.
     *
     * @throws EmrException if there is no such job
     */
    public EmrJob status(String id) throws InterruptedException {
        return plane.look(id);
    }

    /** Plans to have a job end; false comes of it where it had ended. What was committed stays. */
    public Planned<Boolean> cancel(String id) {
        return plane.cancel(id);
    }

    /** What a job is doing, at each look. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Told of a look.
         *
         * @param elapsed since the wait began
         */
        void seen(EmrJob job, Duration elapsed);
    }

    /**
     * Waits until a job has ended, whichever way.
     *
     * @throws EmrException if there is no such job, or the deadline passed; the job goes on then
     */
    public EmrJob await(String id, Patience patience, Listener listener) throws InterruptedException {
        long start = ticker.nanos();
        boolean seen = false;
        for (int looks = 1; ; looks++) {
            Duration elapsed = Duration.ofNanos(ticker.nanos() - start);
            String status = "not shown yet";
            try {
                EmrJob job = status(id);
                seen = true;
                listener.seen(job, elapsed);
                if (job.state().isEnd()) {
                    return job;
                }
                status = job.status();
            } catch (EmrException e) {
                if (seen || looks >= LOOKS_AT_NOTHING || e.reason() != Reason.NOT_FOUND) {
                    throw e;
                }
            }
            Duration left = patience.deadline().minus(elapsed);
            if (left.isZero() || left.isNegative()) {
                throw new EmrException(
                        Reason.DEADLINE,
                        "Job " + id + " has not ended after "
                                + patience.deadline().toSeconds() + " s: its status is " + status
                                + ". It goes on: look at it with leat emr status, or end it with leat emr cancel.");
            }
            ticker.sleep(left.compareTo(patience.every()) < 0 ? left : patience.every());
        }
    }

    /**
     * What became of the records; empty where the job has left no report, as it does until it is done.
     *
     * @throws SourceException if S3 does not give it
     */
    public Optional<JobReport> report(EmrJob job) {
        if (job.report().isEmpty()) {
            return Optional.empty();
        }
        try {
            S3Address address = S3Address.parse(job.report().get());
            try (InputStream in = S3Source.of(store(), address).open(0)) {
                return Optional.of(JobReport.read(in));
            }
        } catch (SourceException e) {
            if (StoredLogs.isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            throw new SourceException(
                    job.report().get() + " is no report: " + e.getMessage() + ". Look at the job's logs instead.", e);
        }
    }

    /**
     * What the driver of a job wrote.
     *
     * @throws EmrException if there is no such job, its logs are not kept on S3, or they are not there yet
     */
    public EmrLog log(String id, LogStream stream) throws InterruptedException {
        String root = plane.logRoot(id)
                .orElseThrow(
                        () -> new EmrException(
                                Reason.NO_LOGS,
                                "The logs of " + place.described() + " are not kept on S3 for job " + id + ". "
                                        + (place instanceof EmrPlace.Cluster
                                                ? "Give a cluster a log location (LogUri) when it is made; of this one, look on its primary node."
                                                : "Submit with leat emr submit, which asks for them; of this job, look in the console.")));
        if (!root.matches("s3[an]?://.*")) {
            throw new EmrException(
                    Reason.NO_LOGS, "The logs are kept at " + root + ", which is not on S3. Look there.");
        }
        StoredLogs logs = new StoredLogs(store(), root);
        List<String> candidates = plane.logs(id, stream, logs);
        for (String candidate : candidates) {
            Optional<S3Source> found = logs.log(candidate);
            if (found.isPresent()) {
                return new EmrLog(found.get());
            }
        }
        throw new EmrException(
                Reason.NOT_YET,
                "There is no " + logs.location(candidates.get(candidates.size() - 1))
                        + " yet. Logs come some minutes after what they tell; see with leat emr status whether the job runs, and try"
                        + " again.");
    }

    @Override
    public void close() {
        plane.close();
        S3Store open = store;
        if (open != null) {
            open.close();
        }
    }

    /** Settings; each may be set once. */
    public static final class Builder {
        private final EmrPlace place;
        private @Nullable Region region;
        private @Nullable URI endpoint;
        private @Nullable URI storeEndpoint;
        private @Nullable Ticker ticker;
        private @Nullable RandomGenerator random;

        private Builder(EmrPlace place) {
            this.place = Objects.requireNonNull(place, "place");
        }

        /** The region of the service and of S3; by default {@code AWS_REGION}, the profile's, or that of the machine. */
        public Builder region(Region value) {
            region = once(region, value, "region");
            return this;
        }

        /**
         * Another address of the service than that of AWS; by default {@code AWS_ENDPOINT_URL_EMR_SERVERLESS} and the like.
         *
         * @throws IllegalArgumentException if it is not an address of HTTP
         */
        public Builder endpoint(URI value) {
            endpoint = once(endpoint, Clients.endpoint(value, "https://emr-serverless.example.org"), "endpoint");
            return this;
        }

        /**
         * Another store than that of AWS for the jar, reports and logs; by default {@code AWS_ENDPOINT_URL_S3} and the like.
         *
         * @throws IllegalArgumentException if it is not an address of HTTP
         */
        public Builder storeEndpoint(URI value) {
            storeEndpoint = once(storeEndpoint, Clients.endpoint(value, "https://s3.example.org"), "storeEndpoint");
            return this;
        }

        /** The clock that waits; by default the machine's. */
        public Builder ticker(Ticker value) {
            ticker = once(ticker, value, "ticker");
            return this;
        }

        /** Where tokens and the jitter of retries come from; by default Java's. */
        public Builder random(RandomGenerator value) {
            random = once(random, value, "random");
            return this;
        }

        private static <T> T once(@Nullable T before, T value, String what) {
            if (before != null) {
                throw new IllegalStateException(what + " is set twice");
            }
            return Objects.requireNonNull(value, what);
        }

        /**
         * Opens the client.
         *
         * @throws EmrException if no region is found
         */
        public EmrJobs build() {
            Ticker clock = ticker == null ? Ticker.system() : ticker;
            RandomGenerator dice = random == null ? new SecureRandom() : random;
            JobPlane plane =
                    JobPlanes.open(place, Optional.ofNullable(region), Optional.ofNullable(endpoint), clock, dice);
            S3Options options = new S3Options(
                    Optional.ofNullable(storeEndpoint), Optional.ofNullable(region), Optional.empty(), false);
            return new EmrJobs(place, plane, options, clock, dice);
        }
    }
}
