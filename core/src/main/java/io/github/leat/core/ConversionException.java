package io.github.leat.core;

/** A field whose text is not a value of its column's type. */
public final class ConversionException extends DataException {
    private static final long serialVersionUID = 1L;

    /** @param what the column, the value and the type, without the position, which is put in front of it */
    public ConversionException(Position position, String what) {
        super(position + ": " + what, position);
    }
}
