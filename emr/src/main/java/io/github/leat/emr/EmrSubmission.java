package io.github.leat.emr;

import io.github.leat.s3.S3Address;
import java.util.List;
import java.util.Optional;

/**
 * A load to be submitted. Immutable.
 *
 * @param name what the job is called in consoles and lists: 1 to 200 characters
 * @param jar the application
 * @param upload a prefix on S3 for the jar, the report and, of EMR Serverless, the logs; settings of the address are not read
 * @param arguments those of {@code SparkLoadMain}: sources and options as of {@code leat load}. They are visible in EMR's console, so
 *     that secrets are refused
 * @param role the ARN of the role of the job: needed for EMR Serverless; of a step, its runtime role, else the cluster's
 * @param workers the machines
 */
public record EmrSubmission(
        String name, AppJar jar, S3Address upload, List<String> arguments, Optional<String> role, Workers workers) {
    /** Where the load begins in the application. */
    public static final String MAIN_CLASS = "io.github.leat.spark.app.SparkLoadMain";

    /** The option of the application that says where its report goes. */
    public static final String REPORT = "--report";

    private static final int MOST_CHARS = 200;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the name is empty, too long or has control characters, the prefix names an object, the role
     *     is no ARN, or an argument holds a secret
     */
    public EmrSubmission {
        arguments = List.copyOf(arguments);
        if (name.isBlank() || name.length() > MOST_CHARS || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The name of a job has 1 to " + MOST_CHARS + " characters of one line. Give another by --name.");
        }
        if (!upload.key().isEmpty() && !upload.key().endsWith("/")) {
            throw new IllegalArgumentException(
                    upload.name() + " is not a prefix. Let it end with a slash: " + upload.name() + "/.");
        }
        role.ifPresent(arn -> {
            if (!arn.matches("arn:aws[a-zA-Z0-9-]*:iam::\\d{12}:role/\\S+")) {
                throw new IllegalArgumentException(
                        "The role is not an ARN. Write arn:aws:iam::ACCOUNT:role/NAME, with the 12 digits of the account.");
            }
        });
        arguments.forEach(Secrets::requireNone);
    }
}
