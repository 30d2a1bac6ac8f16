package io.github.leat.emr;

import java.time.Instant;
import java.util.Optional;

/**
 * A job run of EMR Serverless or a step of a cluster, as one look showed it. Immutable.
 *
 * @param id of the job run or the step
 * @param place where it runs
 * @param name what it is called
 * @param state where it is
 * @param status the service's word for it
 * @param details what the service says of it, such as why it failed
 * @param started when it began to run
 * @param ended when it ended
 * @param billed what is billed for it; only of EMR Serverless, and only some time after its end
 * @param report where the application leaves its report: an address of S3
 */
public record EmrJob(
        String id,
        EmrPlace place,
        String name,
        EmrState state,
        String status,
        Optional<String> details,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<Billed> billed,
        Optional<String> report) {}
