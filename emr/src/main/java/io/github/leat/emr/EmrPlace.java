package io.github.leat.emr;

import java.util.regex.Pattern;

/** Where jobs run: an application of EMR Serverless, or a cluster of EMR on EC2. */
public sealed interface EmrPlace {
    /** Its id. */
    String id();

    /** What messages call it. */
    String described();

    /**
     * An application of EMR Serverless.
     *
     * @param id as the service made it: lower-case letters and digits
     */
    record Application(String id) implements EmrPlace {
        /** API reference, StartJobRun, "URI Request Parameters" (read 2026-11-27). */
        private static final Pattern ID = Pattern.compile("[0-9a-z]{1,64}");

        /** @throws IllegalArgumentException if it cannot be one */
        public Application {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException(cut(id) + " cannot be the id of an application of EMR Serverless."
                        + " It has lower-case letters and digits only, such as 00f1r2s3t4u5v6w7.");
            }
        }

        @Override
        public String described() {
            return "application " + id;
        }
    }

    /**
     * A cluster of EMR on EC2.
     *
     * @param id such as {@code j-1ABCDEFGHIJKL}
     */
    record Cluster(String id) implements EmrPlace {
        private static final Pattern ID = Pattern.compile("j-[0-9A-Z]{1,60}");

        /** @throws IllegalArgumentException if it cannot be one */
        public Cluster {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        cut(id) + " cannot be the id of a cluster of EMR. It is such as j-1ABCDEFGHIJKL.");
            }
        }

        @Override
        public String described() {
            return "cluster " + id;
        }
    }

    private static String cut(String text) {
        return "\"" + (text.length() > 100 ? text.substring(0, 99) + "…" : text) + "\"";
    }
}
