package io.github.leat.core.load.internal;

import io.github.leat.core.rate.Ticker;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the lanes of one run have in common.
 *
 * @param maxAttempts of one write, above 0
 * @param deadlineNanos on the ticker, past which nothing is tried again
 * @param onCommit told how long each commit of the target took
 */
public record LaneSettings(
        Tally tally, Pace pace, Ticker ticker, int maxAttempts, long deadlineNanos, Consumer<Duration> onCommit) {}
