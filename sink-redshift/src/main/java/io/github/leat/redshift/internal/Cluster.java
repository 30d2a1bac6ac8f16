package io.github.leat.redshift.internal;

import io.github.leat.core.Permission;
import java.util.List;

/** How a cluster or workgroup is reached. Immutable; each {@link #open} makes a session of its own. Thread-safe. */
public interface Cluster {
    /** For people. */
    String name();

    /** What the way in asks of AWS. */
    List<Permission> permissions();

    /**
     * Makes a session.
     *
     * @param where name of the sink in errors
     */
    Session open(String where);
}
