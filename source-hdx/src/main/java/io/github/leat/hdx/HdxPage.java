package io.github.leat.hdx;

import java.util.List;

/**
 * Datasets that a search found. Immutable.
 *
 * @param total how many there are
 * @param datasets those that were asked for: at most the limit of the query
 */
public record HdxPage(long total, List<HdxDataset> datasets) {
    /** The list is copied. */
    public HdxPage {
        datasets = List.copyOf(datasets);
    }
}
