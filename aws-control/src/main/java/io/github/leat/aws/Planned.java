package io.github.leat.aws;

import java.util.List;

/**
 * Something that can be looked at before it is done.
 *
 * @param <T> what comes of it
 */
public interface Planned<T> {
    /**
     * The calls that {@link #run} makes to change something, in order. Those that only look are left out, and those whose work turns
     * out to be done are not made. Nothing is sent for this.
     */
    List<ServiceCall> calls();

    /**
     * Does it. A throttled call is sent again, up to six times in all; so is one whose answer was lost, after a look at what became of it.
     *
     * @throws RuntimeException the exception of the module that planned it, if the service refuses it or cannot be reached
     * @throws InterruptedException if the thread is interrupted between two tries
     */
    T run() throws InterruptedException;
}
