package io.github.leat.core.infer;

import java.util.Arrays;

/**
 * Counts valid and invalid UTF-8 in a sample.
 *
 * @param sequences well-formed sequences of more than one byte
 * @param invalid bytes that belong to none
 * @param firstInvalid offset of the first of them, or -1
 */
record Utf8Check(long sequences, long invalid, long firstInvalid) {
    boolean ascii() {
        return sequences == 0 && invalid == 0;
    }

    /** Both together, where the other one lies further down. */
    Utf8Check and(Utf8Check other) {
        return new Utf8Check(
                sequences + other.sequences,
                invalid + other.invalid,
                firstInvalid >= 0 ? firstInvalid : other.firstInvalid);
    }

    /** A part of a text, which may begin and end within a character. */
    static Utf8Check of(FarBytes.Part part) {
        byte[] b = part.bytes();
        int from = 0;
        while (from < Math.min(3, b.length) && (b[from] & 0xC0) == 0x80) {
            from++;
        }
        Utf8Check found = of(from == 0 ? b : Arrays.copyOfRange(b, from, b.length), part.toEnd());
        long first = found.firstInvalid < 0 ? -1 : part.offset() + from + found.firstInvalid;
        return new Utf8Check(found.sequences, found.invalid, first);
    }

    /** @param complete whether a sequence cut at the end is invalid */
    static Utf8Check of(byte[] b, boolean complete) {
        long sequences = 0;
        long invalid = 0;
        int first = -1;
        int i = 0;
        while (i < b.length) {
            if (b[i] >= 0) {
                i++;
                continue;
            }
            int length = length(b[i]);
            int valid = wellFormed(b, i, length);
            if (length > 0 && valid == length) {
                sequences++;
                i += length;
            } else if (length > 0 && i + valid == b.length && !complete) {
                break;
            } else {
                first = first < 0 ? i : first;
                invalid++;
                i++;
            }
        }
        return new Utf8Check(sequences, invalid, first);
    }

    private static int length(byte lead) {
        int b = lead & 0xFF;
        if (b >= 0xC2 && b <= 0xDF) {
            return 2;
        }
        if (b >= 0xE0 && b <= 0xEF) {
            return 3;
        }
        return b >= 0xF0 && b <= 0xF4 ? 4 : 0;
    }

    /** Bytes from the lead on that may begin a well-formed sequence (The Unicode Standard 15.0, table 3-7). */
    private static int wellFormed(byte[] b, int from, int length) {
        int lead = b[from] & 0xFF;
        int n = 1;
        while (n < length && from + n < b.length) {
            int c = b[from + n] & 0xFF;
            int low = n > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int high = n > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (c < low || c > high) {
                return n;
            }
            n++;
        }
        return n;
    }
}
