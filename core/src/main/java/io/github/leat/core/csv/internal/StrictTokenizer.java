package io.github.leat.core.csv.internal;

import io.github.leat.core.record.CsvFormat;

/** Takes a stray quote as a fault. */
final class StrictTokenizer extends Tokenizer {
    StrictTokenizer(CsvFormat format) {
        super(format);
    }

    @Override
    boolean straysAreFaults() {
        return true;
    }
}
