package io.github.leat.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text by the cells it takes on a terminal: two for wide characters of East Asia and for pictures, none for marks that combine with
 * the character before them. Unicode Standard Annex 11 says which are wide; combinations that only some terminals join, such as
 * families of people, count as their parts.
 */
final class Cells {
    private static final char ELLIPSIS = '…';
    private static final char REPLACEMENT = '\ufffd';
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    /** First and last of the ranges of wide characters, in order. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1AFF0, 0x1B2FF, 0x1F004,
        0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F1E6, 0x1F320, 0x1F32D, 0x1F335, 0x1F337,
        0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8,
        0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A,
        0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0,
        0x1F6D2, 0x1F6D5, 0x1F6D7, 0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0,
        0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private Cells() {}

    /** How many cells a text takes. */
    static int of(String text) {
        return text.codePoints().map(Cells::of).sum();
    }

    private static int of(int c) {
        if (c < 0x300) {
            return c == 0xAD || Character.getType(c) != Character.FORMAT ? 1 : 0;
        }
        int type = Character.getType(c);
        boolean joins = type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || (c >= 0x1160 && c <= 0x11FF);
        return joins ? 0 : isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        int found = Arrays.binarySearch(WIDE, c);
        return found >= 0 || (-found - 1) % 2 == 1;
    }

    /** Filled with blanks to a number of cells. */
    static String pad(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - of(text)));
    }

    /** At most so many cells; what is cut ends in an ellipsis, and no mark is cut off its character. */
    static String cut(String text, int cells) {
        if (of(text) <= cells) {
            return text;
        }
        String isolateEnd = text.charAt(0) == FIRST_STRONG_ISOLATE ? String.valueOf(POP_ISOLATE) : "";
        return text.substring(0, fitting(text, cells - 1)).stripTrailing() + ELLIPSIS + isolateEnd;
    }

    /** How many characters fit into so many cells, with the marks that belong to the last of them. */
    private static int fitting(String text, int cells) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += of(c);
            if (used > cells) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /**
     * What may go to a terminal: control characters are blanks, or U+FFFD where a terminal might obey them; what turns the direction
     * of the line is left out, and text that runs from right to left is isolated, so that what follows stays in its place.
     */
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean rightToLeft = false;
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean control = c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029;
            if (control) {
                out.append(blank ? "" : " ");
            } else if (Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                out.append(REPLACEMENT);
            } else if (!turns(c)) {
                out.appendCodePoint(c);
            }
            blank = control;
            rightToLeft |= isRightToLeft(c);
        }
        return rightToLeft
                ? out.insert(0, FIRST_STRONG_ISOLATE).append(POP_ISOLATE).toString()
                : out.toString();
    }

    private static boolean turns(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** A value in a number of cells: visible, cut, and filled with blanks. */
    static String field(String value, int cells) {
        return pad(cut(visible(value), cells), cells);
    }

    /** Breaks at blanks; a word that is longer than a line is cut in pieces. */
    static List<String> wrap(String text, int cells) {
        int room = Math.max(cells, 8);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : visible(text).strip().split(" +", -1)) {
            if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            String rest = word;
            while (of(rest) > room) {
                int end = Math.max(1, fitting(rest, room));
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** Breaks at blanks outside quotes, and never inside a word: what is to be copied stays whole. */
    static List<String> wrapWhole(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(text)) {
            if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > cells) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == ' ') {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            if (quote == 0 ? c == '"' || c == '\'' || c == '`' : c == quote) {
                quote = quote == 0 ? c : 0;
            }
            word.append(c);
        }
        words.add(word.toString());
        return words;
    }
}
