package io.github.leat.hdx.internal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header Content-Range (RFC 9110, 14.4).
 *
 * @param first first byte, from 0; -1 where no range is given, as with status 416
 * @param total size of the whole, if known
 */
record ContentRange(long first, OptionalLong total) {
    private static final Pattern FORM = Pattern.compile("bytes\\s+(?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    static Optional<ContentRange> of(Answer answer) {
        Matcher matcher = FORM.matcher(answer.header("Content-Range").orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        return Optional.of(
                new ContentRange(first == null ? -1 : Long.parseLong(first), Answer.number(matcher.group(2))));
    }
}
