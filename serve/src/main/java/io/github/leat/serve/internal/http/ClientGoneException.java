package io.github.leat.serve.internal.http;

import java.io.IOException;

/** Nobody reads the answer any more. */
final class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClientGoneException(IOException cause) {
        super(cause);
    }
}
