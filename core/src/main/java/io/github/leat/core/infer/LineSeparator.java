package io.github.leat.core.infer;

/** What ends the records of a source, as seen in the sample; line ends inside quotes do not count. */
public enum LineSeparator {
    /** Line feed; also said of a source without any line end. */
    LF,
    /** Carriage return and line feed. */
    CRLF,
    /** Carriage return alone. */
    CR,
    /** More than one of them. */
    MIXED;

    static LineSeparator of(Tokens tokens) {
        byte[] b = tokens.bytes;
        boolean lf = false;
        boolean crlf = false;
        boolean cr = false;
        for (int r = 0; r < tokens.records(); r++) {
            int end = tokens.recordTo(r);
            if (b[end - 1] == '\r') {
                cr = true;
            } else if (b[end - 1] == '\n') {
                boolean two = end > 1 && b[end - 2] == '\r';
                crlf |= two;
                lf |= !two;
            }
        }
        if ((lf ? 1 : 0) + (crlf ? 1 : 0) + (cr ? 1 : 0) > 1) {
            return MIXED;
        }
        return crlf ? CRLF : cr ? CR : LF;
    }
}
