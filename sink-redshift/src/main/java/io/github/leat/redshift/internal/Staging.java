package io.github.leat.redshift.internal;

import io.github.leat.core.Permission;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Landing;
import io.github.leat.s3.S3Rights;
import io.github.leat.s3.S3Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place on S3 where parts wait for COPY, and the role by which the cluster reads them. The connection to the store is made when
 * it is first needed, and kept. Thread-safe.
 */
public final class Staging {
    /** Most characters of a part's name below the prefix. */
    private static final int NAME_OF_PART = 96;

    private final S3Address prefix;
    private final String role;
    private @Nullable S3Store store;

    private Staging(S3Address prefix, String role, @Nullable S3Store store) {
        if (!prefix.key().isEmpty() && !prefix.key().endsWith("/")) {
            throw new IllegalArgumentException(prefix.name() + " is no prefix. Let it end with /.");
        }
        if (prefix.name().length() > LoadErrors.MAX_FILE_NAME - NAME_OF_PART) {
            throw new IllegalArgumentException("The staging prefix is too long: with the name of a part it must have "
                    + LoadErrors.MAX_FILE_NAME
                    + " characters at most, which is what Redshift keeps of it. Choose a shorter"
                    + " one.");
        }
        if (role.isEmpty()) {
            throw new IllegalArgumentException(
                    "COPY needs a role. Name its ARN, or default for the one that the cluster has as its default.");
        }
        this.prefix = prefix;
        this.role = role;
        this.store = store;
    }

    /** A place whose store is found by the prefix's own settings. */
    public static Staging at(S3Address prefix, String role) {
        return new Staging(prefix, role, null);
    }

    /** A place in a store that the caller has made, and closes. */
    public static Staging in(S3Store store, S3Address prefix, String role) {
        return new Staging(prefix, role, Objects.requireNonNull(store, "store"));
    }

    synchronized S3Store store() {
        S3Store open = store;
        if (open == null) {
            open = S3Store.open(prefix.options());
            store = open;
        }
        return open;
    }

    S3Landing landing() {
        return S3Landing.in(store()).partBytes(S3Landing.LEAST_PART_BYTES);
    }

    S3Address below(String key) {
        return prefix.withKey(prefix.key() + key);
    }

    /** An object of the bucket by its whole key. */
    S3Address at(String key) {
        return prefix.withKey(key);
    }

    /** What the load needs to be allowed there, and what the role does. */
    List<Permission> permissions() {
        String holder = role.equals("default") ? "the cluster's default role" : role;
        List<Permission> all = new ArrayList<>(S3Rights.ofStaging(prefix));
        S3Rights.ofCopying(prefix).forEach(permission -> all.add(permission.heldBy(holder)));
        return all;
    }

    /** IAM_ROLE as COPY takes it. */
    String roleSql() {
        return role.equals("default") ? "default" : Literals.plain(role);
    }

    /** REGION as COPY takes it, where the address says it; else the bucket is in the cluster's own. */
    String regionSql() {
        Optional<String> region = prefix.options().endpoint().isPresent()
                ? Optional.empty()
                : prefix.options().region().map(Object::toString);
        return region.map(name -> " REGION " + Literals.plain(name)).orElse("");
    }

    /** Removes all objects below a folder, and uploads to it that have not ended. */
    void clear(String folder) {
        landing().clear(below(folder));
    }
}
