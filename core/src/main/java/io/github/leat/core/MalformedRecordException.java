package io.github.leat.core;

/** A record whose shape breaks the format: stray quote, unterminated quote, wrong number of fields, invalid UTF-8, a limit. */
public final class MalformedRecordException extends DataException {
    private static final long serialVersionUID = 1L;

    /** @param what the fault and the remedy, without the position, which is put in front of it */
    public MalformedRecordException(Position position, String what) {
        super(position + ": " + what, position);
    }
}
