package io.github.leat.core.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML of which only the tags are trusted: every text and attribute value is escaped here and nowhere else. Not
 * thread-safe.
 */
final class Markup {
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are names and values in turn. */
    Markup open(String tag, String... attributes) {
        start(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without content, such as {@code path}. */
    Markup empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("</").append(tag).append('>');
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    /** Text of ours. */
    Markup text(String text) {
        escape(text);
        return this;
    }

    /** A value or name of a source, apart from the direction of the text around it. */
    Markup value(String text) {
        return element("bdi", ShownText.of(text));
    }

    /** A sentence that may hold values of a source. */
    Markup prose(String text) {
        return element("bdi", ShownText.prose(text));
    }

    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** What was made by another one, as it is. */
    Markup markup(String made) {
        out.append(made);
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    /** @throws IllegalStateException if an element is still open */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Still open: " + open);
        }
        return out.toString();
    }
}
