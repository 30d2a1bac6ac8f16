package io.github.leat.serve.internal.api;

import io.github.leat.serve.query.QueryException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A parameter of an endpoint: what checks it and what describes it are the same.
 *
 * @param name in the query
 * @param description for people
 * @param form what its texts are
 * @param example a value that is right
 */
record Parameter(String name, String description, Form form, String example) {
    /** What texts are right. */
    sealed interface Form {
        /** A whole number. */
        record Whole(long least, long most) implements Form {}

        /** One of a few words. */
        record OneOf(List<String> words) implements Form {}

        /** Any text up to a length. */
        record Text(int longest) implements Form {}
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    static Parameter whole(String name, String description, long least, long most, long example) {
        return new Parameter(name, description, new Form.Whole(least, most), String.valueOf(example));
    }

    static Parameter oneOf(String name, String description, String... words) {
        return new Parameter(name, description, new Form.OneOf(List.of(words)), words[0]);
    }

    static Parameter text(String name, String description, int longest, String example) {
        return new Parameter(name, description, new Form.Text(longest), example);
    }

    /** @throws QueryException if the text is not right */
    void check(String text) {
        if (form instanceof Form.Whole range) {
            if (!NUMBER.matcher(text).matches()
                    || Long.parseLong(text) < range.least()
                    || Long.parseLong(text) > range.most()) {
                throw new QueryException(
                        name, name + " is a whole number from " + range.least() + " to " + range.most() + ".");
            }
        } else if (form instanceof Form.OneOf choice) {
            if (!choice.words().contains(text)) {
                throw new QueryException(name, name + " is one of " + String.join(", ", choice.words()) + ".");
            }
        } else if (form instanceof Form.Text free && text.length() > free.longest()) {
            throw new QueryException(name, name + " has " + free.longest() + " characters at most.");
        }
    }
}
