package io.github.leat.core.report;

import java.util.Objects;
import java.util.Optional;

/**
 * Something to do after a load. Immutable.
 *
 * @param why one sentence for people
 * @param command what to type, on one line; empty where there is nothing to type. Never with a secret in it
 */
public record NextStep(String why, Optional<String> command) {
    /** Nothing may be null. */
    public NextStep {
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(command, "command");
    }

    /** With a command. */
    public static NextStep of(String why, String command) {
        return new NextStep(why, Optional.of(command));
    }

    /** Without a command. */
    public static NextStep of(String why) {
        return new NextStep(why, Optional.empty());
    }
}
