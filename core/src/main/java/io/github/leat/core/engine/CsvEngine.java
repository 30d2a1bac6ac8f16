package io.github.leat.core.engine;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What parses the text of a source. */
public enum CsvEngine {
    /** Leat's own reader: the fastest, and the one that names every fault; any {@code CsvFormat}. */
    LEAT(null),
    /** Univocity parsers: fixed widths, and tabs with {@code \t}, {@code \n} and {@code \\} in the values. */
    UNIVOCITY("com.univocity:univocity-parsers"),
    /** Apache Commons CSV: delimiters of several or of other characters, and its predefined formats. */
    COMMONS("org.apache.commons:commons-csv");

    private final @Nullable String library;

    CsvEngine(@Nullable String library) {
        this.library = library;
    }

    /** The name on the command line, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The library that has to be on the class path, as {@code group:artifact}; empty where none is needed. */
    public Optional<String> library() {
        return Optional.ofNullable(library);
    }

    /**
     * The engine of a {@link #label()}.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static CsvEngine ofLabel(String label) {
        for (CsvEngine engine : values()) {
            if (engine.label().equals(label)) {
                return engine;
            }
        }
        throw new IllegalArgumentException("\"" + label + "\" is no engine. Choose leat, univocity or commons.");
    }
}
