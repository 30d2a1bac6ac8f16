package io.github.leat.emr.internal;

import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.aws.ServiceCall;
import io.github.leat.emr.CostDrivers;
import io.github.leat.emr.EmrJob;
import io.github.leat.emr.EmrSubmission;
import io.github.leat.emr.LogStream;
import io.github.leat.emr.Workers;
import java.util.List;
import java.util.Optional;

/** One of the two services, for one application or cluster. */
public interface JobPlane extends AutoCloseable {
    /**
     * What starts a job.
     *
     * @param shown the request
     * @param send sends it, once whatever becomes of its answer; ends with the job's id
     * @param firstStatus the service's word for a job that has just been taken
     */
    record Start(ServiceCall shown, Plan.Body<String> send, String firstStatus) {}

    /**
     * The start of a job.
     *
     * @param jar the object that is the application
     * @param arguments all of them, that for the report too
     * @param token unlike that of any other job
     */
    Start start(EmrSubmission submission, String jar, List<String> arguments, String token);

    /** A look at a job. */
    EmrJob look(String id) throws InterruptedException;

    /** Has a job end; false where it had ended. */
    Planned<Boolean> cancel(String id);

    /** What an hour is paid by. */
    CostDrivers costs(Workers workers);

    /** The location of logs; empty where they are not kept on S3. */
    Optional<String> logRoot(String id) throws InterruptedException;

    /** The objects, below the root, that may be the driver's log, the better first. */
    List<String> logs(String id, LogStream stream, LogFinder finder);

    @Override
    void close();

    /** What is on S3. */
    interface LogFinder {
        /** The text of a compressed log; empty where there is none. */
        Optional<String> text(String path);

        /** The logs below a prefix. */
        List<String> below(String prefix);
    }
}
