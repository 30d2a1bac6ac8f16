package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Candidate;
import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.io.PaddedDelimiter;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.record.CsvFormat.Escape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds delimiter, quote and escape: each candidate splits the head of the sample, and is scored by how regular the records
 * are and how much the fields look like cells ({@link DialectScore}). Ties go to the comma, then to RFC 4180.
 */
final class DialectFinder {
    /** Bytes of the sample that the candidates split. */
    static final int BYTES_LOOKED_AT = 48 << 10;

    static final int RECORDS_LOOKED_AT = 500;
    private static final String DELIMITERS = ",;\t|:^~ ";

    /** Share of the delimiters that a blank follows, in hundredths, from which on the blank may belong to them. */
    private static final int PADDED = 95;

    /**
     * The dialect and why.
     *
     * @param padded whether a blank belongs to each delimiter
     */
    record Found(CsvFormat format, boolean padded, Evidence evidence) {}

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final boolean complete;
    private final CsvFormat base;
    private final DialectChoices choices;

    DialectFinder(byte[] bytes, int from, boolean complete, CsvFormat base, DialectChoices choices) {
        this.bytes = bytes;
        this.from = from;
        this.to = Math.min(bytes.length, from + BYTES_LOOKED_AT);
        this.complete = complete && to == bytes.length;
        this.base = base;
        this.choices = choices;
    }

    Found find() {
        List<DialectScore> scores = new ArrayList<>();
        for (CsvFormat candidate : candidates()) {
            Tokens tokens = Tokenizer.split(bytes, from, to, candidate, RECORDS_LOOKED_AT, complete);
            scores.add(DialectScore.of(candidate, false, tokens));
        }
        scores.addAll(0, padded(scores));
        DialectScore single = scores.stream()
                .filter(score -> score.width() <= 1)
                .max(Comparator.comparingDouble(DialectScore::total))
                .orElse(scores.get(0));
        boolean oneTypedColumn = choices.delimiter().isEmpty() && single.typedLines();
        DialectScore best = single;
        for (DialectScore score : scores) {
            boolean allowed = score.width() > 1 && !oneTypedColumn && (score.delimiter() != ' ' || score.proven());
            if (allowed && score.total() > best.total()) {
                best = score;
            }
        }
        return new Found(normal(best), best.padded(), evidence(best, scores));
    }

    /** A file of one column is read with commas, which its values do not have outside quotes. */
    private CsvFormat normal(DialectScore best) {
        if (best.width() > 1 || choices.delimiter().isPresent()) {
            return best.format();
        }
        boolean comma = best.format().delimiter() == ',';
        return comma ? best.format() : best.format().toBuilder().delimiter(',').build();
    }

    private Evidence evidence(DialectScore best, List<DialectScore> scores) {
        double second = 0;
        for (DialectScore score : scores) {
            if (score.delimiter() != best.delimiter() && score.width() > 1) {
                second = Math.max(second, score.total());
            }
        }
        double margin = best.total() <= 0 ? 0 : Math.max(0, 1 - second / best.total());
        double confidence = Math.min(1, best.regularity() * best.cells() * (0.6 + 0.4 * Math.min(1, 2 * margin)));
        List<Candidate> candidates = scores.stream()
                .sorted(Comparator.comparingDouble(DialectScore::total).reversed())
                .filter(score -> score.width() > 1 || score.equals(best))
                .limit(5)
                .map(score -> new Candidate(describe(score.format(), score.padded()), score.total()))
                .toList();
        return new Evidence(Step.DIALECT, describe(normal(best), best.padded()), confidence, best.reason(), candidates);
    }

    /** The same with a blank after each delimiter, where there is nearly always one. */
    private List<DialectScore> padded(List<DialectScore> plain) {
        List<DialectScore> padded = new ArrayList<>();
        for (DialectScore score : plain) {
            CsvFormat format = score.format();
            if (score.width() > 1
                    && format.delimiter() != ' '
                    && format.delimiter() != '\t'
                    && isPadded(format.delimiter())) {
                byte[] text = new PaddedDelimiter(format.delimiter(), format.quote())
                        .unpad(Arrays.copyOfRange(bytes, from, to));
                Tokens tokens = Tokenizer.split(text, 0, text.length, format, RECORDS_LOOKED_AT, complete);
                padded.add(DialectScore.of(format, true, tokens));
            }
        }
        return padded;
    }

    private boolean isPadded(char delimiter) {
        int all = 0;
        int blanks = 0;
        for (int i = from; i + 1 < to; i++) {
            if (bytes[i] == delimiter) {
                all++;
                blanks += bytes[i + 1] == ' ' || bytes[i + 1] == '\n' || bytes[i + 1] == '\r' ? 1 : 0;
            }
        }
        return all > 0 && blanks * 100L >= all * (long) PADDED;
    }

    private List<CsvFormat> candidates() {
        boolean[] seen = new boolean[128];
        boolean backslashQuote = false;
        for (int i = from; i < to; i++) {
            // A single quote counts where a field may begin: apostrophes are in most texts.
            if (bytes[i] >= 0 && (bytes[i] != '\'' || i == from || isBoundary(bytes[i - 1]))) {
                seen[bytes[i]] = true;
                backslashQuote |= bytes[i] == '\\' && i + 1 < to && (bytes[i + 1] == '"' || bytes[i + 1] == '\'');
            }
        }
        List<CsvFormat> candidates = new ArrayList<>();
        String delimiters = choices.delimiter().map(String::valueOf).orElse(DELIMITERS);
        for (int i = 0; i < delimiters.length(); i++) {
            char delimiter = delimiters.charAt(i);
            if (seen[delimiter] || delimiter == delimiters.charAt(0)) {
                addQuotes(candidates, delimiter, seen, backslashQuote);
            }
        }
        return candidates;
    }

    private static boolean isBoundary(byte b) {
        return b == '\n' || b == '\r' || (b != ' ' && DELIMITERS.indexOf(b) >= 0);
    }

    private void addQuotes(List<CsvFormat> candidates, char delimiter, boolean[] seen, boolean backslashQuote) {
        for (Optional<Character> quote : choices.quotes(seen)) {
            for (Escape escape : choices.escapes(backslashQuote && quote.isPresent())) {
                if (quote.isEmpty() || quote.get() != delimiter) {
                    CsvFormat.Builder format =
                            base.toBuilder().delimiter(delimiter).escape(escape);
                    candidates.add((quote.isPresent() ? format.quote(quote.get()) : format.noQuote()).build());
                }
            }
        }
    }

    /** The dialect in words: {@code comma, quote ", doubled}. */
    static String describe(CsvFormat format, boolean padded) {
        String quote = format.quote().map(c -> "quote " + c).orElse("no quote");
        return name(format.delimiter()) + (padded ? " and blank" : "") + ", " + quote
                + (format.escape() == Escape.BACKSLASH ? ", backslash" : "");
    }

    static String name(char delimiter) {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            case ':' -> "colon";
            case '^' -> "caret";
            case '~' -> "tilde";
            case ' ' -> "blank";
            default -> "\"" + delimiter + "\"";
        };
    }
}
