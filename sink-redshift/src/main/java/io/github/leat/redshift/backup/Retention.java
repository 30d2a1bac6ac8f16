package io.github.leat.redshift.backup;

/**
 * How long a manual snapshot is kept.
 *
 * @param days 1 to 3653, or -1 for ever, which is what the service does where nothing is said (API reference,
 *     CreateClusterSnapshot, read 2026-11-27)
 */
public record Retention(int days) {
    /** Kept until somebody deletes it, and paid for until then. */
    public static final Retention FOREVER = new Retention(-1);

    /** The longest in days. */
    public static final int MAX_DAYS = 3653;

    /** @throws IllegalArgumentException if the days are neither -1 nor from 1 to 3653 */
    public Retention {
        if (days != -1 && (days < 1 || days > MAX_DAYS)) {
            throw new IllegalArgumentException("A snapshot is kept for 1 to " + MAX_DAYS + " days or for ever, not "
                    + days + ". Choose such a number.");
        }
    }

    /** So many days. */
    public static Retention days(int days) {
        if (days == -1) {
            throw new IllegalArgumentException("Say Retention.FOREVER.");
        }
        return new Retention(days);
    }

    /** Whether it never ends. */
    public boolean isForever() {
        return days == -1;
    }

    /** Whether this one ends before the other. */
    public boolean isShorterThan(Retention other) {
        return !isForever() && (other.isForever() || days < other.days);
    }

    @Override
    public String toString() {
        return isForever() ? "for ever" : days + (days == 1 ? " day" : " days");
    }
}
