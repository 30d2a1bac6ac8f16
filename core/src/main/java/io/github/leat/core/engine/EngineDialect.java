package io.github.leat.core.engine;

import io.github.leat.core.record.CsvFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the records of a source are written, where {@link CsvFormat} cannot say it or another engine is to read it. Immutable.
 */
public sealed interface EngineDialect {
    /** The engine that reads it where none is named. */
    CsvEngine engine();

    /** The dialect as {@link #parse} takes it; part of a source's identity. */
    String label();

    /**
     * What Leat's reader could read too.
     *
     * @param format the format; its limits hold as well
     */
    record Plain(CsvFormat format) implements EngineDialect {
        @Override
        public CsvEngine engine() {
            return CsvEngine.LEAT;
        }

        @Override
        public String label() {
            return "plain";
        }
    }

    /**
     * A delimiter of one or more characters of any kind; quotes and doubled quotes as in RFC 4180.
     *
     * @param delimiter the text between fields
     */
    record Delimited(String delimiter) implements EngineDialect {
        /** @throws IllegalArgumentException if the delimiter is empty, or holds a quote or a line end */
        public Delimited {
            if (delimiter.isEmpty() || delimiter.matches("(?s).*[\"\\r\\n].*")) {
                throw new IllegalArgumentException(
                        "A delimiter is one or more characters, without a quote or line end; got \"" + delimiter
                                + "\".");
            }
        }

        @Override
        public CsvEngine engine() {
            return CsvEngine.COMMONS;
        }

        @Override
        public String label() {
            return "delimiter:" + delimiter;
        }
    }

    /**
     * A format that Commons CSV predefines, with its own null text and escapes.
     *
     * @param name one of {@link #NAMES}
     */
    record Predefined(String name) implements EngineDialect {
        /** What Commons CSV calls {@code CSVFormat.Predefined}, in lower case with hyphens (version 1.14). */
        public static final Set<String> NAMES = Set.of(
                "excel",
                "informix-unload",
                "informix-unload-csv",
                "mongodb-csv",
                "mongodb-tsv",
                "mysql",
                "oracle",
                "postgresql-csv",
                "postgresql-text",
                "rfc4180",
                "tdf");

        /** @throws IllegalArgumentException if there is no such format */
        public Predefined {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is no predefined format. Choose one of "
                        + String.join(", ", new TreeSet<>(NAMES)) + ".");
            }
        }

        @Override
        public CsvEngine engine() {
            return CsvEngine.COMMONS;
        }

        @Override
        public String label() {
            return name;
        }
    }

    /**
     * Fields of fixed widths, padded with blanks, which are taken off at both ends; what is only blanks is NULL.
     *
     * @param widths characters of each field
     */
    record FixedWidth(List<Integer> widths) implements EngineDialect {
        /** @throws IllegalArgumentException if there is no width or one is below 1 */
        public FixedWidth {
            widths = List.copyOf(widths);
            if (widths.isEmpty() || widths.stream().anyMatch(width -> width < 1)) {
                throw new IllegalArgumentException("Fixed widths are numbers above 0, got " + widths + ".");
            }
        }

        @Override
        public CsvEngine engine() {
            return CsvEngine.UNIVOCITY;
        }

        @Override
        public String label() {
            return "fixed:"
                    + String.join(",", widths.stream().map(String::valueOf).toList());
        }
    }

    /** Tabs between fields, no quotes; {@code \t}, {@code \n}, {@code \r} and {@code \\} stand for themselves in values. */
    record EscapedTabs() implements EngineDialect {
        @Override
        public CsvEngine engine() {
            return CsvEngine.UNIVOCITY;
        }

        @Override
        public String label() {
            return "tsv";
        }
    }

    /**
     * The dialect that a text names: {@code tsv}, {@code fixed:4,10,6}, {@code delimiter:||}, or a predefined format of Commons
     * CSV such as {@code mysql}.
     *
     * @throws IllegalArgumentException if it names none; the message says what there is
     */
    static EngineDialect parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.equals("tsv")) {
            return new EscapedTabs();
        }
        if (text.startsWith("delimiter:")) {
            return new Delimited(text.substring("delimiter:".length()).replace("\\t", "\t"));
        }
        if (text.startsWith("fixed:")) {
            List<Integer> widths = new ArrayList<>();
            for (String width : text.substring("fixed:".length()).split(",", -1)) {
                if (!width.strip().matches("\\d{1,6}")) {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is no list of widths. Write numbers with commas: fixed:4,10,6.");
                }
                widths.add(Integer.valueOf(width.strip()));
            }
            return new FixedWidth(widths);
        }
        String name = text.toLowerCase(Locale.ROOT).replace('_', '-');
        if (!Predefined.NAMES.contains(name)) {
            throw new IllegalArgumentException("\"" + text + "\" is no dialect. Choose tsv, fixed:WIDTH,…,"
                    + " delimiter:TEXT, or one of " + String.join(", ", new TreeSet<>(Predefined.NAMES)) + ".");
        }
        return new Predefined(name);
    }
}
