package io.github.leat.core;

/** More records were rejected than the load allows. */
public final class TooManyRejectsException extends DataException {
    private static final long serialVersionUID = 1L;

    /** @param what how many, and what to do; the position of the last one is put in front of it */
    public TooManyRejectsException(Position position, String what) {
        super(position + ": " + what, position);
    }
}
