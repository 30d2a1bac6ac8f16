package io.github.leat.lambda;

import io.github.leat.core.rate.Throughput;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.s3.S3Address;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the function's environment variables say; docs/lambda.md has the table. Immutable.
 *
 * @param target address of the database, without a password
 * @param table where records go
 * @param key the columns that tell records apart
 * @param mode what happens to rows that are there
 * @param select the columns to load; empty for all
 * @param rejects the prefix where rejected records are kept; empty: the first one makes the object a dead letter
 * @param queueUrl the function's own queue, which the rest of a long load goes to
 * @param deadLetterQueueUrl where objects go that cannot be loaded
 * @param throughput the bound on records per second, shared by nobody: each function has its own
 * @param margin time before the function's end at which reading stops
 */
record Settings(
        String target,
        String table,
        List<String> key,
        WriteMode mode,
        List<String> select,
        Optional<S3Address> rejects,
        Optional<String> queueUrl,
        Optional<String> deadLetterQueueUrl,
        Optional<Throughput> throughput,
        Duration margin) {
    private static final long DEFAULT_MARGIN_MILLIS = 20_000;

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException if one is missing or not understood; the message names it, never a password
     */
    static Settings of(Map<String, String> environment) {
        List<String> key = names(environment, "LEAT_KEY");
        return new Settings(
                required(
                        environment,
                        "LEAT_TARGET",
                        "the address of the database, such as jdbc:postgresql://host/database"),
                required(environment, "LEAT_TABLE", "the table to load into"),
                key,
                mode(environment, key),
                names(environment, "LEAT_SELECT"),
                optional(environment, "LEAT_REJECTS").map(Settings::prefix),
                optional(environment, "LEAT_QUEUE_URL"),
                optional(environment, "LEAT_DEAD_LETTER_QUEUE_URL"),
                number(environment, "LEAT_RECORDS_PER_SECOND").map(Throughput::recordsPerSecond),
                Duration.ofMillis(number(environment, "LEAT_MARGIN_MILLIS").orElse(DEFAULT_MARGIN_MILLIS)));
    }

    private static Optional<String> optional(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private static String required(Map<String, String> environment, String name, String what) {
        return optional(environment, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The environment variable " + name + " is not set. Set it to " + what + "."));
    }

    private static List<String> names(Map<String, String> environment, String name) {
        return optional(environment, name).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static WriteMode mode(Map<String, String> environment, List<String> key) {
        Optional<String> text = optional(environment, "LEAT_MODE");
        if (text.isEmpty()) {
            return key.isEmpty() ? WriteMode.APPEND : WriteMode.UPSERT;
        }
        for (WriteMode mode : WriteMode.values()) {
            if (mode.name().equals(text.get().toUpperCase(Locale.ROOT).replace('-', '_'))) {
                if (mode.needsKey() && key.isEmpty()) {
                    throw new IllegalArgumentException(
                            "LEAT_MODE is " + text.get() + ", which needs the columns of LEAT_KEY. Set them.");
                }
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "LEAT_MODE is " + text.get() + ". Write append, upsert, insert-new or replace.");
    }

    private static S3Address prefix(String text) {
        S3Address prefix = S3Address.parse(text);
        if (!prefix.key().isEmpty() && !prefix.key().endsWith("/")) {
            throw new IllegalArgumentException(
                    "LEAT_REJECTS is " + prefix.name() + ". Write a prefix that ends with /.");
        }
        return prefix;
    }

    private static Optional<Long> number(Map<String, String> environment, String name) {
        Optional<String> text = optional(environment, name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(text.get().strip());
            if (number > 0) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(name + " is " + text.get() + ". Write a whole number above 0.");
    }
}
