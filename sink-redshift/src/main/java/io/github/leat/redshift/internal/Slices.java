package io.github.leat.redshift.internal;

import io.github.leat.core.SinkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many parts to write at a time where nobody has said it: a multiple of the cluster's slices, since each slice reads parts of its
 * own (database developer guide, "Loading data files", read 2026-11-27), and not fewer than the processors that compress them.
 */
final class Slices {
    /** Asks a provisioned cluster; a serverless workgroup has no such view. */
    static final String COUNT = "SELECT count(*) FROM stv_slices";

    /** Without slices to ask for. */
    static final int DEFAULT_PARTS = 4;

    /** Most parts that nobody has asked for: each has a buffer of 5 MiB. */
    private static final int MOST = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Slices.class);

    private Slices() {}

    /** Parts for a session's cluster. */
    static int parts(Session session) {
        try {
            return parts(
                    session.number(Step.of(COUNT, "count the slices")),
                    Runtime.getRuntime().availableProcessors());
        } catch (SinkException e) {
            LOG.debug("No slices to be counted; {} parts at a time", DEFAULT_PARTS, e);
            return DEFAULT_PARTS;
        }
    }

    /** A multiple of the slices; of more slices than parts are wise, a divisor, so that some rounds of parts are a multiple. */
    static int parts(long slices, int processors) {
        if (slices < 1) {
            return DEFAULT_PARTS;
        }
        if (slices > MOST) {
            for (int parts = MOST; parts >= MOST / 2; parts--) {
                if (slices % parts == 0) {
                    return parts;
                }
            }
            return MOST;
        }
        long times = Math.max(1, (Math.max(DEFAULT_PARTS, processors) + slices - 1) / slices);
        return (int) Math.max(slices, Math.min(MOST / slices, times) * slices);
    }
}
