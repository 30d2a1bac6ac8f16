package io.github.leat.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The option {@code --deadline} of commands that wait. */
final class Deadline {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h|d)");

    private Deadline() {}

    /** @throws UsageException if it is not a time */
    static Duration parse(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException("--deadline " + text + " is not a time. Write 90s, 30m, 2h or 1d.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
