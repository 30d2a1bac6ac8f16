package io.github.leat.core.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How records are written as text. Immutable; {@link #rfc4180()} is the default, {@link Builder} changes it.
 *
 * <p>How each ambiguous input is read is stated in {@code docs/csv-interpretation.md}.
 *
 * @param delimiter what stands between fields; one ASCII character, default comma
 * @param quote what encloses fields; one ASCII character, default double quote; empty: no character is special
 * @param escape how a quote inside a quoted field is written, default {@link Escape#DOUBLED}
 * @param comment first character of lines to skip; default empty: there are no comments
 * @param nullTexts unquoted texts that mean NULL; default only the empty text
 * @param maxFieldBytes longest field in bytes, default 16 MiB
 * @param maxRecordBytes longest record in bytes, default 16 MiB; memory for one record grows to three times this
 * @param maxColumns most fields in a record, default 65,536
 */
public record CsvFormat(
        char delimiter,
        Optional<Character> quote,
        Escape escape,
        Optional<Character> comment,
        Set<String> nullTexts,
        int maxFieldBytes,
        int maxRecordBytes,
        int maxColumns) {

    /** How a quote inside a quoted field is written. */
    public enum Escape {
        /** Two quotes stand for one: RFC 4180. */
        DOUBLED,
        /** A backslash makes the next character literal, inside and outside quotes; doubled quotes are understood too. */
        BACKSLASH
    }

    private static final int DEFAULT_LIMIT = 16 << 20;
    private static final CsvFormat RFC_4180 = new CsvFormat(
            ',', Optional.of('"'), Escape.DOUBLED, Optional.empty(), Set.of(""), DEFAULT_LIMIT, DEFAULT_LIMIT, 1 << 16);

    /** @throws IllegalArgumentException if a character is not ASCII, stands for two things, or a limit is below 1 */
    public CsvFormat {
        Objects.requireNonNull(escape, "escape");
        nullTexts = Set.copyOf(nullTexts);
        requireUsable("delimiter", delimiter);
        quote.ifPresent(c -> requireUsable("quote", c));
        comment.ifPresent(c -> requireUsable("comment", c));
        List<Character> special = Stream.of(
                        Optional.of(delimiter),
                        quote,
                        comment,
                        escape == Escape.BACKSLASH ? Optional.of('\\') : Optional.<Character>empty())
                .flatMap(Optional::stream)
                .toList();
        if (Set.copyOf(special).size() != special.size()) {
            throw new IllegalArgumentException("Delimiter, quote, escape and comment must differ, got " + special);
        }
        if (maxFieldBytes < 1 || maxRecordBytes < 1 || maxColumns < 1) {
            throw new IllegalArgumentException("Limits must be above 0, got maxFieldBytes " + maxFieldBytes
                    + ", maxRecordBytes " + maxRecordBytes + ", maxColumns " + maxColumns);
        }
        if (maxRecordBytes > 1 << 29) {
            throw new IllegalArgumentException("maxRecordBytes can be 512 MiB at most, got " + maxRecordBytes);
        }
    }

    /** Comma, double quote, doubled quotes inside quotes, no comments, the empty unquoted text is NULL. */
    public static CsvFormat rfc4180() {
        return RFC_4180;
    }

    /** A builder that starts from {@link #rfc4180()}. */
    public static Builder builder() {
        return new Builder(RFC_4180);
    }

    /** A builder that starts from this format. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    private static void requireUsable(String role, char c) {
        if (c >= 0x80 || c == '\n' || c == '\r' || c == 0) {
            throw new IllegalArgumentException("The " + role + " must be one ASCII character, not NUL, CR or LF; got U+"
                    + String.format("%04X", (int) c) + ". For others use the Commons CSV engine.");
        }
    }

    /** Builds a {@link CsvFormat}; not thread-safe. The checks are those of the record's constructor. */
    public static final class Builder {
        private char delimiter;
        private Optional<Character> quote;
        private Escape escape;
        private Optional<Character> comment;
        private Set<String> nullTexts;
        private int maxFieldBytes;
        private int maxRecordBytes;
        private int maxColumns;

        private Builder(CsvFormat from) {
            delimiter = from.delimiter;
            quote = from.quote;
            escape = from.escape;
            comment = from.comment;
            nullTexts = from.nullTexts;
            maxFieldBytes = from.maxFieldBytes;
            maxRecordBytes = from.maxRecordBytes;
            maxColumns = from.maxColumns;
        }

        /** See {@link CsvFormat#delimiter()}. */
        public Builder delimiter(char value) {
            delimiter = value;
            return this;
        }

        /** See {@link CsvFormat#quote()}. */
        public Builder quote(char value) {
            quote = Optional.of(value);
            return this;
        }

        /** No character encloses fields. */
        public Builder noQuote() {
            quote = Optional.empty();
            return this;
        }

        /** See {@link CsvFormat#escape()}. */
        public Builder escape(Escape value) {
            escape = value;
            return this;
        }

        /** See {@link CsvFormat#comment()}. */
        public Builder comment(char value) {
            comment = Optional.of(value);
            return this;
        }

        /** See {@link CsvFormat#nullTexts()}; replaces the default. */
        public Builder nullTexts(Set<String> value) {
            nullTexts = value;
            return this;
        }

        /** See {@link CsvFormat#maxFieldBytes()}. */
        public Builder maxFieldBytes(int value) {
            maxFieldBytes = value;
            return this;
        }

        /** See {@link CsvFormat#maxRecordBytes()}. */
        public Builder maxRecordBytes(int value) {
            maxRecordBytes = value;
            return this;
        }

        /** See {@link CsvFormat#maxColumns()}. */
        public Builder maxColumns(int value) {
            maxColumns = value;
            return this;
        }

        /** The format. */
        public CsvFormat build() {
            return new CsvFormat(
                    delimiter, quote, escape, comment, nullTexts, maxFieldBytes, maxRecordBytes, maxColumns);
        }
    }
}
