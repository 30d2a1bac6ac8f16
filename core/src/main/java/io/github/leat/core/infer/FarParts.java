package io.github.leat.core.infer;

import io.github.leat.core.io.TextEncoding;
import io.github.leat.core.record.CsvFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of {@link FarBytes}, so that types which break far down are seen early. Only in encodings in which a character can be
 * found from anywhere.
 *
 * <p>Where records begin in such a part is found with care ({@link #recordsOf}): what is not certain is left out.
 */
final class FarParts {
    private static final double REGULAR = 0.9;
    private static final int FEWEST_RECORDS = 2;

    private final TextEncoding encoding;
    private final CsvFormat format;
    private final int width;

    /** @param width fields of a record, above 0 */
    FarParts(TextEncoding encoding, CsvFormat format, int width) {
        this.encoding = encoding;
        this.format = format;
        this.width = width;
    }

    /** The parts in which records are found, in order. */
    List<Segment> of(FarBytes far) {
        List<Segment> parts = new ArrayList<>();
        if (isFoundAnywhere()) {
            far.parts().forEach(part -> segment(part).ifPresent(parts::add));
        }
        return parts;
    }

    /** Whether a character can be told from the middle of another. */
    private boolean isFoundAnywhere() {
        String name = encoding.name();
        return encoding.isUtf8() || encoding.isWide() || name.startsWith("windows-125") || name.startsWith("ISO-8859-");
    }

    private Optional<Segment> segment(FarBytes.Part part) {
        byte[] raw = part.bytes();
        byte[] text = encoding.isUtf8() ? raw : new String(raw, encoding.charset()).getBytes(StandardCharsets.UTF_8);
        return recordsOf(text, part.toEnd(), format, width)
                .map(found -> new Segment(found.tokens(), found.first(), 0, part.offset(), width));
    }

    /**
     * The records of a part and the first of them that is certain.
     *
     * @param tokens the records
     * @param first index of the first one that counts
     */
    record Certain(Tokens tokens, int first) {}

    /**
     * Finds the records in a part that begins anywhere, perhaps inside quotes. Both readings are tried, that it begins outside
     * and that it begins inside; one of them is right, so the records count from where both agree. Where they never do, the
     * one counts whose records are nearly all as wide as the table, if the other one's are not.
     */
    static Optional<Certain> recordsOf(byte[] text, boolean toEnd, CsvFormat format, int width) {
        int start = afterQuotes(text, format);
        Certain outside = from(text, start, toEnd, format);
        int close = closingQuote(text, start, format);
        if (close < 0) {
            return Optional.of(outside).filter(found -> isRegular(found, width));
        }
        Certain inside = from(text, close + 1, toEnd, format);
        Optional<Certain> agreed = agreement(outside, inside);
        if (agreed.isPresent()) {
            return agreed.filter(found -> isRegular(found, width));
        }
        boolean fits = isRegular(outside, width);
        if (fits == isRegular(inside, width)) {
            return Optional.empty();
        }
        return Optional.of(fits ? outside : inside);
    }

    /** Past the quotes that a part begins with, which may be half of a doubled one. */
    private static int afterQuotes(byte[] b, CsvFormat format) {
        int quote = format.quote().map(c -> (int) c).orElse(-1);
        int i = 0;
        while (i < b.length && b[i] == quote) {
            i++;
        }
        return i;
    }

    /** The records from a byte on, the first of which is only the rest of one. */
    private static Certain from(byte[] text, int start, boolean toEnd, CsvFormat format) {
        return new Certain(Tokenizer.split(text, start, text.length, format, Integer.MAX_VALUE, toEnd), 1);
    }

    /** The first quote that closes a field, if the text begins inside of one; -1 if there is none. */
    private static int closingQuote(byte[] b, int from, CsvFormat format) {
        int quote = format.quote().map(c -> (int) c).orElse(-1);
        boolean backslash = format.escape() == CsvFormat.Escape.BACKSLASH;
        for (int i = from; i < b.length; i++) {
            if (backslash && b[i] == '\\') {
                i++;
            } else if (b[i] == quote) {
                if (i + 1 < b.length && b[i + 1] == quote) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    /** From the first record that begins at the same byte in both readings. */
    private static Optional<Certain> agreement(Certain one, Certain other) {
        int a = one.first();
        int b = other.first();
        while (a < one.tokens().records() && b < other.tokens().records()) {
            int startA = one.tokens().recordFrom(a);
            int startB = other.tokens().recordFrom(b);
            if (startA == startB) {
                return Optional.of(new Certain(one.tokens(), a));
            }
            a += startA < startB ? 1 : 0;
            b += startB < startA ? 1 : 0;
        }
        return Optional.empty();
    }

    private static boolean isRegular(Certain found, int width) {
        Tokens tokens = found.tokens();
        int records = tokens.records() - found.first();
        int regular = 0;
        for (int r = found.first(); r < tokens.records(); r++) {
            boolean broken = false;
            for (int c = 0; c < tokens.width(r); c++) {
                broken |= tokens.isBroken(tokens.field(r, c));
            }
            regular += tokens.width(r) == width && !broken ? 1 : 0;
        }
        return records >= FEWEST_RECORDS && regular >= REGULAR * records;
    }
}
