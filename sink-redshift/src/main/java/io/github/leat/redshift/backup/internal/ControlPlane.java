package io.github.leat.redshift.backup.internal;

import software.amazon.awssdk.core.SdkClient;

/** One of the two services, for one warehouse. */
public record ControlPlane(
        Snapshots snapshots,
        Schedules schedules,
        Restores restores,
        TableRestores tables,
        Copies copies,
        SdkClient client)
        implements AutoCloseable {
    @Override
    public void close() {
        client.close();
    }
}
