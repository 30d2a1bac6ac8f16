package io.github.leat.cli;

import java.io.IOException;

/** Output that cannot be written, as opposed to a source that cannot be read. */
final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputException(String place, IOException cause) {
        super(place + " cannot be written: " + Json.reason(cause) + ".", cause);
    }

    /** Whether whoever read the output went away. */
    boolean isClosedPipe() {
        String reason = String.valueOf(getMessage());
        return reason.contains("Broken pipe")
                || reason.contains("Pipe closed")
                || reason.contains("pipe is being closed");
    }
}
