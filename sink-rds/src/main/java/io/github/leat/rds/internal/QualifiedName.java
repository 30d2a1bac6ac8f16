package io.github.leat.rds.internal;

import java.util.ArrayList;
import java.util.List;

/** A table's name as users write it: parts with dots between, in quotes where they hold one. */
public final class QualifiedName {
    private QualifiedName() {}

    /** The parts, without their quotes; an empty one where nothing is between two dots. */
    public static List<String> parts(String name, char quote) {
        String mark = String.valueOf(quote);
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at <= name.length()) {
            int end = name.startsWith(mark, at) ? closingQuote(name, at, mark) : -1;
            if (end > 0) {
                parts.add(name.substring(at + 1, end).replace(mark + mark, mark));
                at = end + 2;
            } else {
                end = name.indexOf('.', at);
                parts.add(name.substring(at, end < 0 ? name.length() : end));
                at = end < 0 ? name.length() + 1 : end + 1;
            }
        }
        return parts;
    }

    /** The quote that ends a quoted part, which is followed by a dot or the end; -1 if there is none. */
    private static int closingQuote(String text, int open, String mark) {
        int at = open + 1;
        while ((at = text.indexOf(mark, at)) > 0) {
            if (text.startsWith(mark + mark, at)) {
                at += 2;
            } else {
                return at + 1 == text.length() || text.charAt(at + 1) == '.' ? at : -1;
            }
        }
        return -1;
    }
}
