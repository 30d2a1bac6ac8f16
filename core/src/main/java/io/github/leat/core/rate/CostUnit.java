package io.github.leat.core.rate;

/** What a target charges for a batch, and a throughput bounds. */
public enum CostUnit {
    /** One per record. */
    RECORDS,
    /** One per byte of the records as read. */
    BYTES,
    /** DynamoDB's write capacity units. */
    WCU
}
