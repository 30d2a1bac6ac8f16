package io.github.leat.core.infer;

import java.util.List;
import java.util.Objects;

/**
 * One step of an inference: what was decided, how sure, and why. Immutable.
 *
 * @param step the step
 * @param decision what was decided, in a few words, such as {@code windows-1252} or {@code DECIMAL(18,2)}
 * @param confidence from 0 (a guess) to 1 (certain)
 * @param reason one sentence for people
 * @param candidates what was weighed, best first; empty where nothing else was possible
 */
public record Evidence(Step step, String decision, double confidence, String reason, List<Candidate> candidates) {
    /** The steps, in the order in which they are taken. */
    public enum Step {
        /** How the bytes are compressed. */
        COMPRESSION,
        /** How they encode text. */
        ENCODING,
        /** Delimiter, quote and escape. */
        DIALECT,
        /** What stands above the header. */
        PREAMBLE,
        /** Which records name the columns. */
        HEADER,
        /** Which record holds HXL hashtags. */
        HXL,
        /** What stands below the table: nothing, footnotes, or a second table. */
        BELOW,
        /** The type of one column. */
        TYPE
    }

    /**
     * Something that could have been decided.
     *
     * @param decision as {@link Evidence#decision()} would say it
     * @param score comparable within one step only; higher is better
     */
    public record Candidate(String decision, double score) {
        /** Nothing may be null. */
        public Candidate {
            Objects.requireNonNull(decision, "decision");
        }
    }

    /**
     * Checks the confidence.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public Evidence {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(reason, "reason");
        candidates = List.copyOf(candidates);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("A confidence is from 0 to 1, got " + confidence);
        }
    }

    /** The reason in fewer and plainer words, for people; {@link #reason} stays as it is, since programs may know it. */
    public String summary() {
        return PlainReason.of(reason);
    }

    static Evidence of(Step step, String decision, double confidence, String reason) {
        return new Evidence(step, decision, confidence, reason, List.of());
    }
}
