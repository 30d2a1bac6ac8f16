package io.github.leat.emr;

/** What the driver writes. */
public enum LogStream {
    /** Where {@code leat} says what it did. */
    STDOUT,
    /** Where Spark logs, and where errors are. */
    STDERR;

    /** The name of the file. */
    public String file() {
        return name().toLowerCase(java.util.Locale.ROOT) + ".gz";
    }
}
