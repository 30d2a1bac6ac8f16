package io.github.leat.dynamodb;

/**
 * How a table that a load creates is billed. Immutable.
 *
 * @param writeUnits provisioned write units in a second; 0 for billing by request
 */
public record Billing(long writeUnits) {
    /** By request, without a maximum. */
    public static final Billing ON_DEMAND = new Billing(0);

    /** @throws IllegalArgumentException if below 0 */
    public Billing {
        if (writeUnits < 0) {
            throw new IllegalArgumentException("Provisioned write units must be 0 or more, got " + writeUnits);
        }
    }

    /**
     * Provisioned, with as many read units as write units.
     *
     * @throws IllegalArgumentException if below 1
     */
    public static Billing provisioned(long writeUnits) {
        if (writeUnits < 1) {
            throw new IllegalArgumentException("Provisioned write units must be 1 or more, got " + writeUnits);
        }
        return new Billing(writeUnits);
    }

    /** Whether requests are billed, not capacity. */
    public boolean isOnDemand() {
        return writeUnits == 0;
    }
}
