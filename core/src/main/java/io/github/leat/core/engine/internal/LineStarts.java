package io.github.leat.core.engine.internal;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Notes where the lines of a text begin that may begin a record: those that are not blank and no comments. So the line of a
 * record is known from any place above it, whatever the engine counts. Keeps only what the engine has read ahead.
 */
final class LineStarts extends FilterReader {
    /** A line's number, from 1, and the characters before it. */
    private record Start(long line, long chars) {}

    private final int comment;
    private final Deque<Start> starts = new ArrayDeque<>();
    private long chars;
    private long line = 1;
    private boolean atStart = true;
    private boolean afterCr;

    LineStarts(Reader in, int comment) {
        super(in);
        this.comment = comment;
    }

    /** The line on which the first record begins that begins after so many characters. */
    long lineAfter(long charsBefore) {
        while (starts.size() > 1 && starts.getFirst().chars() < charsBefore) {
            starts.removeFirst();
        }
        return starts.isEmpty() ? line : starts.getFirst().line();
    }

    @Override
    public int read() throws IOException {
        int c = in.read();
        if (c >= 0) {
            note((char) c);
        }
        return c;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        for (int i = 0; i < count; i++) {
            note(target[offset + i]);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void note(char c) {
        boolean secondHalf = c == '\n' && afterCr;
        afterCr = c == '\r';
        if (c == '\n' || c == '\r') {
            line += secondHalf ? 0 : 1;
            atStart = true;
        } else if (atStart) {
            atStart = false;
            if (c != comment) {
                starts.add(new Start(line, chars));
            }
        }
        chars++;
    }
}
