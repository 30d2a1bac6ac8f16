package io.github.leat.testkit.generate;

/** How {@link CsvShape#ACLED} writes {@code event_date}; the other shapes write ISO dates. */
public enum DateStyle {
    /** {@code 07 November 2020}, as exports of ACLED have it. */
    LONG,
    /** {@code 2020-11-07}, as the per-country files on HDX had it in 2020. */
    ISO
}
