package io.github.leat.xlsx.internal;

import java.io.IOException;

/** Texts as cells hold them: runs of one format after the other, with escapes for what XML cannot hold. */
final class RichText {
    private static final int ESCAPE_CHARS = 7;

    private RichText() {}

    /** Appends the text of the element that starts here ({@code si} or {@code is}), up to its end; without phonetic runs. */
    static void read(Xml xml, String element, StringBuilder into) throws IOException {
        int from = into.length();
        while (xml.next() && !xml.ends(element)) {
            if (xml.starts("t")) {
                xml.text(into);
            } else if (xml.starts("rPh")) {
                xml.skip();
            }
        }
        unescape(into, from);
    }

    /** {@code _x000D_} stands for a carriage return (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
    static void unescape(StringBuilder text, int from) {
        int at = text.indexOf("_x", from);
        while (at >= 0 && at + ESCAPE_CHARS <= text.length()) {
            String code = text.substring(at + 2, at + 6);
            if (text.charAt(at + 6) == '_' && code.matches("[0-9A-Fa-f]{4}")) {
                text.replace(at, at + ESCAPE_CHARS, String.valueOf((char) Integer.parseInt(code, 16)));
            }
            at = text.indexOf("_x", at + 1);
        }
    }
}
