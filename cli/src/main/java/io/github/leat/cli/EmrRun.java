package io.github.leat.cli;

import io.github.leat.aws.Patience;
import io.github.leat.emr.Billed;
import io.github.leat.emr.EmrJob;
import io.github.leat.emr.EmrJobs;
import io.github.leat.emr.EmrPlace;
import io.github.leat.emr.EmrState;
import io.github.leat.emr.JobReport;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import software.amazon.awssdk.regions.Region;

/** What all commands about jobs do alike: open, wait, say how a job ended. */
final class EmrRun implements AutoCloseable {
    private final Surroundings surroundings;
    private final boolean json;
    private final EmrJobs jobs;

    /** What a command does. */
    interface Work {
        int run(EmrRun run) throws IOException, InterruptedException;
    }

    private EmrRun(Surroundings surroundings, boolean json, EmrJobs jobs) {
        this.surroundings = surroundings;
        this.json = json;
        this.jobs = jobs;
    }

    /**
     * Does it, with a client that is closed afterwards.
     *
     * @param spec of the command that runs, whose parent has the options
     */
    static int of(Surroundings surroundings, @Nullable CommandSpec spec, Work work)
            throws IOException, InterruptedException {
        if (spec == null || spec.parent() == null || !(spec.parent().userObject() instanceof EmrCommand options)) {
            throw new IllegalStateException("not a command of emr");
        }
        if (!options.format.equals("text") && !options.format.equals("json")) {
            throw new UsageException("--format " + options.format + " is unknown. Choose text or json.");
        }
        try (EmrRun run = new EmrRun(surroundings, options.format.equals("json"), open(surroundings, options))) {
            return work.run(run);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static EmrJobs open(Surroundings surroundings, EmrCommand options) {
        EmrJobs.Builder builder =
                EmrJobs.builder(place(options.application, options.cluster)).ticker(surroundings.ticker());
        if (options.region != null) {
            builder.region(Region.of(options.region));
        }
        if (options.endpoint != null) {
            builder.endpoint(URI.create(options.endpoint));
        }
        if (options.s3Endpoint != null) {
            builder.storeEndpoint(URI.create(options.s3Endpoint));
        }
        return builder.build();
    }

    private static EmrPlace place(@Nullable String application, @Nullable String cluster) {
        if (application != null && cluster == null) {
            return new EmrPlace.Application(application);
        }
        if (cluster != null && application == null) {
            return new EmrPlace.Cluster(cluster);
        }
        throw new UsageException(
                "Where jobs run is not clear. Name --application ID of EMR Serverless or --cluster ID of EMR"
                        + " on EC2, one of them.");
    }

    EmrJobs jobs() {
        return jobs;
    }

    boolean json() {
        return json;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    PrintStream out() {
        return surroundings.outText();
    }

    void say(String text) {
        surroundings.err().println(text);
    }

    /** Waits for the end of a job, and shows how it is. */
    EmrJob await(EmrJob job, String deadline) throws InterruptedException {
        StatusLine line = new StatusLine(surroundings);
        try {
            return jobs.await(
                    job.id(),
                    Patience.upTo(Deadline.parse(deadline)),
                    (now, elapsed) -> line.show(
                            now.status(),
                            elapsed,
                            "job " + now.id() + ": " + now.status() + " · " + Figures.duration(elapsed) + " waited"));
        } finally {
            line.clear();
        }
    }

    /** Says how a job is, and ends with the exit code of that. */
    int tell(EmrJob job) throws IOException {
        Optional<JobReport> report = job.state() == EmrState.SUCCEEDED ? jobs.report(job) : Optional.empty();
        String details = job.details().map(text -> " (" + text + ")").orElse("");
        String what =
                "Job " + job.id() + " (" + job.name() + ") of " + job.place().described();
        switch (job.state()) {
            case SUCCEEDED ->
                say(what + " is done: "
                        + report.map(EmrRun::counts)
                                .orElse("it left no report; what it did is in leat emr logs " + job.id() + ".")
                        + job.billed().map(EmrRun::billed).orElse(""));
            case FAILED, CANCELLED ->
                say(what + " has ended as " + job.status() + details
                        + ". What was committed stays, and the same submission goes on there; why, is in leat emr logs "
                        + job.id() + ".");
            default -> say(what + ": " + job.status() + details);
        }
        if (json) {
            EmrJson.job(surroundings.out(), job, report);
        }
        return code(job, report);
    }

    private static String billed(Billed billed) {
        return String.format(
                Locale.ROOT,
                " Billed: %.2f vCPU-hours, %.2f GB-hours of memory.",
                billed.vcpuHours(),
                billed.memoryGigabyteHours());
    }

    private static String counts(JobReport report) {
        if (report.outcome().equals("ALREADY_LOADED")) {
            return "these versions were loaded already.";
        }
        return Figures.count(report.read()) + " read, " + Figures.count(report.written()) + " written, "
                + Figures.count(report.rejected()) + " rejected, " + Figures.count(report.deduplicated())
                + " deduplicated, " + Figures.count(report.skipped()) + " skipped.";
    }

    private static int code(EmrJob job, Optional<JobReport> report) {
        if (job.state() == EmrState.FAILED || job.state() == EmrState.CANCELLED) {
            return ExitCode.FAILED;
        }
        return report.map(told -> switch (told.outcome()) {
                    case "COMPLETED_WITH_REJECTS" -> ExitCode.REJECTS;
                    case "ALREADY_LOADED" -> ExitCode.NOTHING_TO_DO;
                    default -> ExitCode.OK;
                })
                .orElse(ExitCode.OK);
    }

    @Override
    public void close() {
        jobs.close();
    }
}
