package io.github.leat.core.sink;

import io.github.leat.core.Permission;
import java.util.List;
import java.util.Objects;

/**
 * The least that a load needs to be allowed, for the target as it is now. Immutable.
 *
 * @param grantee the user who loads, as statements name it; empty where the target has none
 * @param grants for the database, in the order in which an owner runs them
 * @param permissions for cloud services
 * @param notes what goes beyond, for people: a sentence each
 */
public record Privileges(String grantee, List<Grant> grants, List<Permission> permissions, List<String> notes) {
    /** Copies the lists. */
    public Privileges {
        Objects.requireNonNull(grantee, "grantee");
        grants = List.copyOf(grants);
        permissions = List.copyOf(permissions);
        notes = List.copyOf(notes);
    }

    /** Those of a target whose server has no users of its own. */
    public static Privileges of(List<Permission> permissions) {
        return new Privileges("", List.of(), permissions, List.of());
    }
}
