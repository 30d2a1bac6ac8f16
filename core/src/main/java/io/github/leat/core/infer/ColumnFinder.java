package io.github.leat.core.infer;

import java.util.List;

/** Finds the type of one column in two steps: what to try, once all values were seen; what it is, once they were tried. */
interface ColumnFinder {
    /** The types to try on every value, best first. */
    List<Trial> trials();

    /** The type, after the trials. */
    Found found();
}
