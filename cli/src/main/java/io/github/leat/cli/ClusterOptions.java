package io.github.leat.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a load on a cluster has beside the options of {@code load}. */
final class ClusterOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(KiB|MiB|GiB|kB|MB|GB|)");

    @Option(
            names = "--split-bytes",
            paramLabel = "SIZE",
            description = "About how large the parts of a file are, such as 64MiB; default 128MiB.")
    @Nullable
    String splitBytes;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Tasks that may write at once; default all that run.")
    @Nullable
    Integer connections;

    @Option(
            names = "--unique-keys",
            description =
                    "No key is in two files or two parts of one. Needed where records of a key replace each other.")
    boolean uniqueKeys;

    @Option(
            names = "--secret",
            paramLabel = "NAME|ARN",
            description = "The secret in AWS Secrets Manager that holds the password of a jdbc: target, or its user and"
                    + " password as JSON. Read on the cluster.")
    @Nullable
    String secret;

    /** @throws UsageException if it is not a size */
    long splitBytes(long otherwise) {
        if (splitBytes == null) {
            return otherwise;
        }
        Matcher size = SIZE.matcher(splitBytes);
        if (!size.matches() || Long.parseLong(size.group(1)) < 1) {
            throw new UsageException(
                    "--split-bytes " + splitBytes + " is not a size. Write bytes, or such as 64MiB or 100MB.");
        }
        long unit = switch (size.group(2)) {
            case "kB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> 1;
        };
        return Math.multiplyExact(Long.parseLong(size.group(1)), unit);
    }
}
