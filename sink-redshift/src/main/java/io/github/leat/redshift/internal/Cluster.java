package io.github.leat.redshift.internal;

/** How a cluster or workgroup is reached. Immutable; each {@link #open} makes a session of its own. Thread-safe. */
public interface Cluster {
    /** For people. */
    String name();

    /**
     * Makes a session.
     *
     * @param where name of the sink in errors
     */
    Session open(String where);
}
