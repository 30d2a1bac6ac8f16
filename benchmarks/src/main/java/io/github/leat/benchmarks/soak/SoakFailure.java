package io.github.leat.benchmarks.soak;

import java.util.List;

/** Something does not hold of a scenario. */
final class SoakFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    SoakFailure(String message, Throwable cause) {
        super(message, cause);
    }

    private SoakFailure(String message) {
        super(message);
    }

    static void throwIfAny(String when, List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new SoakFailure(when + ": " + String.join("; ", wrong));
        }
    }
}
