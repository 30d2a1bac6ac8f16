package io.github.leat.emr;

import io.github.leat.aws.Plan;
import io.github.leat.aws.Planned;
import io.github.leat.aws.ServiceCall;
import java.util.List;

/** A submission that can be looked at before it is made. Nothing has been sent for it. Run it once. */
public final class EmrPlan implements Planned<EmrJob> {
    private final List<ServiceCall> calls;
    private final CostDrivers costs;
    private final Plan.Body<EmrJob> body;

    EmrPlan(List<ServiceCall> calls, CostDrivers costs, Plan.Body<EmrJob> body) {
        this.calls = List.copyOf(calls);
        this.costs = costs;
        this.body = body;
    }

    /** The requests that {@link #run} makes, in order; that of the upload is not made when the object turns out to be there. */
    @Override
    public List<ServiceCall> calls() {
        return calls;
    }

    /** What an hour of the job is paid by. */
    public CostDrivers costs() {
        return costs;
    }

    /**
     * Uploads the jar if it is not there, and starts the job, once.
     *
     * @return the job; no look was taken at it yet
     * @throws EmrException if the service refuses it or cannot be reached
     * @throws io.github.leat.core.LoadException if S3 does not take the jar
     */
    @Override
    public EmrJob run() throws InterruptedException {
        return body.run();
    }
}
