package io.github.leat.core;

/** A record that cannot be read as the format or the schema says. Knows where. */
public abstract sealed class DataException extends LoadException
        permits MalformedRecordException, ConversionException, TooManyRejectsException {
    private static final long serialVersionUID = 1L;

    private final Position position;

    DataException(String message, Position position) {
        super(message);
        this.position = position;
    }

    /** Start of the record at fault. */
    public final Position position() {
        return position;
    }
}
