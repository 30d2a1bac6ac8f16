package io.github.leat.xlsx;

import java.util.List;

/**
 * The sheet that is read, and why. Immutable.
 *
 * @param name as on its tab
 * @param number of its tab, from 1
 * @param names of all worksheets, in the order of their tabs
 * @param reason a sentence or more for people
 */
public record SheetChoice(String name, int number, List<String> names, String reason) {
    /** The list is copied. */
    public SheetChoice {
        names = List.copyOf(names);
    }
}
