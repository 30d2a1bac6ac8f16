package io.github.leat.redshift.internal;

import io.github.leat.core.Permission;
import java.util.List;
import java.util.Optional;

/** Users and passwords that hold for a while. Thread-safe. */
public interface Logins {
    /** There are none: the driver's own settings count. */
    Logins NONE = where -> Optional.empty();

    /**
     * One that holds now.
     *
     * @param where name of the sink in errors
     */
    Optional<Login> login(String where);

    /** What asking for one asks of AWS; nothing by default. */
    default List<Permission> permissions() {
        return List.of();
    }

    /** A user and a password; not to be printed. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }
}
