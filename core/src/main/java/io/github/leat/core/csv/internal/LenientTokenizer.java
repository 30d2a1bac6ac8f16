package io.github.leat.core.csv.internal;

import io.github.leat.core.record.CsvFormat;

/** Reads on over stray quotes: a quote inside an unquoted field is text, and so is what follows a closing quote. */
final class LenientTokenizer extends Tokenizer {
    LenientTokenizer(CsvFormat format) {
        super(format);
    }

    @Override
    boolean straysAreFaults() {
        return false;
    }
}
