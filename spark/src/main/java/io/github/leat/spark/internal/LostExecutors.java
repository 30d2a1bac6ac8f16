package io.github.leat.spark.internal;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Tells a {@link Budget} which executors Spark has given up, until it is closed. */
public final class LostExecutors extends SparkListener implements AutoCloseable {
    private final SparkContext context;
    private final Budget budget;

    public LostExecutors(SparkContext context, Budget budget) {
        this.context = context;
        this.budget = budget;
    }

    /** Begins to tell. */
    public void tell() {
        context.addSparkListener(this);
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        budget.lost(removed.executorId());
    }

    @Override
    public void close() {
        context.removeSparkListener(this);
    }
}
