package io.github.leat.core.infer;

import io.github.leat.core.infer.Evidence.Candidate;
import io.github.leat.core.infer.Evidence.Step;
import io.github.leat.core.io.Sample;
import io.github.leat.core.io.TextEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the encoding: byte order mark, shape of the NUL bytes, validity as UTF-8, else windows-1252. */
final class EncodingFinder {
    /** An encoding and why. */
    record Found(TextEncoding encoding, Evidence evidence) {}

    private EncodingFinder() {}

    static Found declared(TextEncoding encoding) {
        return found(encoding, 1, "It was declared.", List.of());
    }

    /** @param far what stands further down: a text may be ASCII for long */
    static Found find(Sample sample, FarBytes far) {
        byte[] b = sample.bytes();
        Found mark = byMark(b);
        if (mark != null) {
            return mark;
        }
        Found wide = byNuls(b);
        if (wide != null) {
            return wide;
        }
        Utf8Check check = Utf8Check.of(b, sample.exhaustive());
        for (FarBytes.Part part : far.parts()) {
            check = check.and(Utf8Check.of(part));
        }
        String seen = sample.exhaustive()
                ? "the source"
                : far.parts().isEmpty() ? "its first " + Count.of(b.length, "byte") : "its head, middle and end";
        return byValidity(check, seen, sample.exhaustive());
    }

    private static Found byValidity(Utf8Check check, String seen, boolean exhaustive) {
        if (check.ascii()) {
            String rest = exhaustive ? "" : " If another character follows, it is read as UTF-8.";
            return found(
                    TextEncoding.UTF_8,
                    exhaustive ? 1 : 0.95,
                    "All bytes of " + seen + " are ASCII." + rest,
                    List.of());
        }
        if (check.invalid() == 0) {
            String reason = "In " + seen + " is valid UTF-8, with " + Count.of(check.sequences(), "character")
                    + " beyond ASCII.";
            return found(TextEncoding.UTF_8, 0.99, reason, List.of());
        }
        double share = (double) check.sequences() / (check.sequences() + check.invalid());
        Candidate utf8 = new Candidate("UTF-8", share);
        Candidate windows = new Candidate("windows-1252", 1 - share);
        if (share >= 0.9) {
            String reason = Count.of(check.sequences(), "character") + " beyond ASCII are valid UTF-8, "
                    + Count.of(check.invalid(), "byte") + " not, the first at byte " + check.firstInvalid() + ".";
            return found(TextEncoding.UTF_8, share, reason, List.of(utf8, windows));
        }
        String reason = "Byte " + check.firstInvalid() + " is not UTF-8; windows-1252 is what such files mostly are.";
        return found(TextEncoding.WINDOWS_1252, 0.7, reason, List.of(windows, utf8));
    }

    private static Found found(TextEncoding encoding, double confidence, String reason, List<Candidate> candidates) {
        return new Found(encoding, new Evidence(Step.ENCODING, encoding.name(), confidence, reason, candidates));
    }

    private static @Nullable Found byMark(byte[] b) {
        String reason = "The file begins with its byte order mark.";
        if (at(b, 0) == 0xEF && at(b, 1) == 0xBB && at(b, 2) == 0xBF) {
            return found(TextEncoding.UTF_8, 1, reason, List.of());
        }
        boolean little = at(b, 0) == 0xFF && at(b, 1) == 0xFE;
        if (little && b.length % 4 == 0 && at(b, 2) == 0 && at(b, 3) == 0) {
            return found(TextEncoding.UTF_32LE, 1, reason, List.of());
        }
        if (little) {
            return found(TextEncoding.UTF_16LE, 1, reason, List.of());
        }
        if (at(b, 0) == 0xFE && at(b, 1) == 0xFF) {
            return found(TextEncoding.UTF_16BE, 1, reason, List.of());
        }
        boolean utf32 = at(b, 0) == 0 && at(b, 1) == 0 && at(b, 2) == 0xFE && at(b, 3) == 0xFF;
        return utf32 ? found(TextEncoding.UTF_32BE, 1, reason, List.of()) : null;
    }

    private static int at(byte[] b, int i) {
        return i < b.length ? b[i] & 0xFF : -1;
    }

    /** UTF-16 and UTF-32 by where the NUL bytes are: ASCII characters have theirs always on the same side. */
    private static @Nullable Found byNuls(byte[] b) {
        long[] nuls = new long[4];
        for (int i = 0; i < b.length; i++) {
            if (b[i] == 0) {
                nuls[i & 3]++;
            }
        }
        double units = Math.max(1, b.length / 4);
        long even = nuls[0] + nuls[2];
        long odd = nuls[1] + nuls[3];
        if ((even + odd) * 20 < b.length) {
            return null;
        }
        String reason = "Its NUL bytes stand where this encoding has them for ASCII characters.";
        if (nuls[2] > units * 0.9 && nuls[3] > units * 0.9 && nuls[0] < units * 0.1) {
            return found(TextEncoding.UTF_32LE, 0.95, reason, List.of());
        }
        if (nuls[0] > units * 0.9 && nuls[1] > units * 0.9 && nuls[3] < units * 0.1) {
            return found(TextEncoding.UTF_32BE, 0.95, reason, List.of());
        }
        if (!besideLatin(b)) {
            return null;
        }
        if (even * 50 < odd) {
            return found(TextEncoding.UTF_16LE, 0.95, reason, List.of());
        }
        return odd * 50 < even ? found(TextEncoding.UTF_16BE, 0.95, reason, List.of()) : null;
    }

    /** Whether the NUL bytes are halves of Latin letters in UTF-16, as they are not in binary files. */
    private static boolean besideLatin(byte[] b) {
        int nuls = 0;
        int halves = 0;
        for (int i = 0; i + 1 < b.length; i += 2) {
            if (b[i] == 0 || b[i + 1] == 0) {
                int other = (b[i] | b[i + 1]) & 0xFF;
                nuls++;
                halves += (other >= ' ' && other < 0x7F)
                                || other >= 0xA0
                                || other == '\n'
                                || other == '\r'
                                || other == '\t'
                        ? 1
                        : 0;
            }
        }
        return halves * 50L >= nuls * 49L;
    }
}
