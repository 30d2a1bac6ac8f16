package io.github.leat.lambda;

import java.util.Optional;

/**
 * That an object was written.
 *
 * @param bucket its bucket
 * @param key its key, decoded
 * @param sequencer what orders the events of one key: hexadecimal digits, compared after the shorter is padded with zeros on
 *     the right (S3 user guide, "Event message structure", read 2026-11)
 * @param progress how far earlier runs of the function came
 */
record ObjectEvent(String bucket, String key, Optional<String> sequencer, Progress progress) {
    /**
     * How far a load came that one run of the function could not finish.
     *
     * @param runs how many there were
     * @param idle how many of the last ones achieved nothing
     * @param record the last record of the checkpoint
     */
    record Progress(long runs, long idle, long record) {
        static final Progress NONE = new Progress(0, 0, 0);

        /** After another run that ended at a checkpoint. */
        Progress after(long reached) {
            return new Progress(runs + 1, reached > record ? 0 : idle + 1, Math.max(reached, record));
        }
    }

    String name() {
        return "s3://" + bucket + "/" + key;
    }

    /** Whether another event of the same object is known to come after this one. */
    boolean isBefore(ObjectEvent other) {
        if (sequencer.isEmpty() || other.sequencer.isEmpty() || !name().equals(other.name())) {
            return false;
        }
        String mine = sequencer.get();
        String its = other.sequencer.get();
        int length = Math.max(mine.length(), its.length());
        return padded(mine, length).compareTo(padded(its, length)) < 0;
    }

    private static String padded(String digits, int length) {
        return digits + "0".repeat(length - digits.length());
    }

    ObjectEvent with(Progress next) {
        return new ObjectEvent(bucket, key, sequencer, next);
    }
}
