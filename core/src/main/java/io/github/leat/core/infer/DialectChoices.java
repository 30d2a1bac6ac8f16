package io.github.leat.core.infer;

import io.github.leat.core.record.CsvFormat.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of the dialect was declared; empty where it is to be found. A quote of NUL declares that there is none. */
record DialectChoices(Optional<Character> delimiter, Optional<Character> quote, Optional<Escape> escape) {
    static final char NO_QUOTE = 0;

    /** Of sources that write their bytes themselves. */
    static final DialectChoices RFC_4180 =
            new DialectChoices(Optional.of(','), Optional.of('"'), Optional.of(Escape.DOUBLED));

    /** Quotes to try, the usual one first; {@code seen} tells the ASCII characters of the sample. */
    List<Optional<Character>> quotes(boolean[] seen) {
        if (quote.isPresent()) {
            return List.of(quote.filter(c -> c != NO_QUOTE));
        }
        List<Optional<Character>> quotes = new ArrayList<>();
        quotes.add(Optional.of('"'));
        if (seen['\'']) {
            quotes.add(Optional.of('\''));
        }
        if (seen['"']) {
            quotes.add(Optional.empty());
        }
        return quotes;
    }

    /** Escapes to try, the usual one first. */
    List<Escape> escapes(boolean backslashQuoteSeen) {
        if (escape.isPresent()) {
            return List.of(escape.get());
        }
        return backslashQuoteSeen ? List.of(Escape.DOUBLED, Escape.BACKSLASH) : List.of(Escape.DOUBLED);
    }
}
