package io.github.leat.redshift.backup;

import io.github.leat.core.Excerpt;
import java.util.regex.Pattern;

/** What is backed up: a provisioned cluster, or a namespace of Redshift Serverless. Immutable. */
public sealed interface Warehouse {
    /** The name, as the service knows it. */
    String name();

    /** What it is, with its name, for messages: {@code cluster crisis}. */
    String described();

    /** A provisioned cluster. */
    static Warehouse cluster(String identifier) {
        return new Cluster(identifier);
    }

    /** A namespace of Redshift Serverless. */
    static Warehouse namespace(String name) {
        return new Namespace(name);
    }

    /**
     * A provisioned cluster.
     *
     * @param name its identifier: 1 to 63 lower-case letters, digits and hyphens, a letter first, no hyphen last and no two in a row
     *     (API reference, RestoreFromClusterSnapshot, read 2026-11-27)
     */
    record Cluster(String name) implements Warehouse {
        private static final Pattern NAME = Pattern.compile("[a-z](?:-?[a-z0-9])*");

        /** @throws IllegalArgumentException if it cannot be the identifier of a cluster */
        public Cluster {
            if (name.length() > 63 || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(Excerpt.of(name)
                        + " cannot be a cluster. Its identifier has 1 to 63 lower-case letters, digits and single hyphens, and"
                        + " begins with a letter.");
            }
        }

        @Override
        public String described() {
            return "cluster " + name;
        }
    }

    /**
     * A namespace of Redshift Serverless: its databases, without the workgroup that computes.
     *
     * @param name 3 to 64 lower-case letters, digits and hyphens (API reference, CreateNamespace, read 2026-11-27)
     */
    record Namespace(String name) implements Warehouse {
        private static final Pattern NAME = Pattern.compile("[a-z0-9-]{3,64}");

        /** @throws IllegalArgumentException if it cannot be the name of a namespace */
        public Namespace {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(Excerpt.of(name)
                        + " cannot be a namespace. Its name has 3 to 64 lower-case letters, digits and hyphens.");
            }
        }

        @Override
        public String described() {
            return "namespace " + name;
        }
    }
}
