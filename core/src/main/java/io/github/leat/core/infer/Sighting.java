package io.github.leat.core.infer;

import io.github.leat.core.Excerpt;

/**
 * A value that was seen, kept for a sentence about it.
 *
 * @param text the value, cut
 * @param place such as {@code in record 3}
 */
record Sighting(String text, String place) {
    private static final int KEPT = 2 * Excerpt.MAX_CHARS;

    static Sighting of(String text, String place) {
        return new Sighting(text.length() <= KEPT ? text : text.substring(0, KEPT), place);
    }

    /** In quotes, at most 100 characters. */
    String excerpt() {
        return Excerpt.of(text);
    }

    /** The excerpt and where it is. */
    String placed() {
        return excerpt() + " " + place;
    }
}
