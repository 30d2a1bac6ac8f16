package io.github.leat.core.infer;

import java.util.List;

/**
 * Where the table is in the sample; record indexes from 0.
 *
 * @param headerRecord index of the first record that names the columns, or -1
 * @param headerRecords how many records name the columns, one below the other
 * @param hxlRecord index of the hashtag record, or -1
 * @param firstRecord index of the first record of the header, of the hashtags or of the data: above is the preamble
 * @param dataRecord index of the first data record; the number of records if there is none
 * @param evidence of the preamble, the header and the hashtags
 */
record TableShape(
        int headerRecord, int headerRecords, int hxlRecord, int firstRecord, int dataRecord, List<Evidence> evidence) {
    TableShape {
        evidence = List.copyOf(evidence);
    }
}
