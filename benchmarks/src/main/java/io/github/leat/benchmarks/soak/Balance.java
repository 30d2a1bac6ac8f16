package io.github.leat.benchmarks.soak;

import io.github.leat.core.sink.RecordCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of a completed load, whatever went wrong before; each check says what does not. */
final class Balance {
    private Balance() {}

    /**
     * Of the report's counts.
     *
     * @param generated records of the file, by its generator
     * @param planted records of it that must be rejected
     * @param undisturbed the counts of a load of the same file by the same mode that met no fault; empty where the target's page says
     *     that they may differ
     */
    static List<String> ofCounts(
            RecordCounts counts, long generated, long planted, Optional<RecordCounts> undisturbed) {
        List<String> wrong = new ArrayList<>();
        if (!counts.isBalanced()) {
            wrong.add("the counts are out of balance: " + counts);
        }
        if (counts.read() != generated) {
            wrong.add("the file has " + generated + " records, " + counts.read() + " were read");
        }
        if (counts.rejected() != planted) {
            wrong.add("the file has " + planted + " faulty records, " + counts.rejected() + " were rejected");
        }
        if (undisturbed.isPresent() && !undisturbed.get().equals(counts)) {
            wrong.add("counts are " + counts + ", of an undisturbed load " + undisturbed.get());
        }
        return wrong;
    }

    /** Of the target's rows. */
    static List<String> ofContent(Content found, Content undisturbed) {
        if (found.equals(undisturbed)) {
            return List.of();
        }
        long more = found.rows() - undisturbed.rows();
        String how = more > 0 ? more + " too many" : more < 0 ? -more + " are missing" : "as many, but not the same";
        return List.of("rows differ from those of an undisturbed load, " + how + ": " + found + ", not " + undisturbed);
    }

    /** Of the file of rejects. */
    static List<String> ofRejects(long inFile, long planted) {
        return inFile == planted
                ? List.of()
                : List.of("the file of rejects has " + inFile + " records, " + planted + " should be there");
    }
}
