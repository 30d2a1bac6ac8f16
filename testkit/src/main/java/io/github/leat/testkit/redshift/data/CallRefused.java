package io.github.leat.testkit.redshift.data;

/** A call that is answered with an error. */
final class CallRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    CallRefused(String type, String message) {
        this(400, type, message);
    }

    CallRefused(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
