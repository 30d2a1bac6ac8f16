package io.github.leat.serve.query;

/** A question that cannot be asked: says which part of it is wrong and what would be right. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String part;

    /**
     * Says it.
     *
     * @param part the name of the parameter
     * @param message what is wrong with it and what to write instead
     */
    public QueryException(String part, String message) {
        super(message);
        this.part = part;
    }

    /** The name of the parameter. */
    public String part() {
        return part;
    }
}
