package io.github.leat.emr.internal;

import io.github.leat.emr.EmrSubmission;
import java.util.List;
import java.util.Optional;

/** Reads back what a job was started with. */
final class Arguments {
    private Arguments() {}

    /** Where the report goes: the first argument of the application that says so, as it was put there by the submission. */
    static Optional<String> report(List<String> arguments) {
        int at = arguments.indexOf(EmrSubmission.REPORT);
        return at < 0 || at + 1 >= arguments.size() ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }
}
