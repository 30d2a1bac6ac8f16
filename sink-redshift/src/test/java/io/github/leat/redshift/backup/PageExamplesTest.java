package io.github.leat.redshift.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.aws.Patience;
import io.github.leat.testkit.control.ReceivedCall;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Java of docs/redshift.md, run against the stub of the control plane. */
class PageExamplesTest {
    private static final Logger log = LoggerFactory.getLogger(PageExamplesTest.class);

    @Test
    void aSnapshotIsMadeAndWaitedFor() throws IOException, InterruptedException {
        try (StubAccount account = new StubAccount()) {
            snapshot(account.cluster);
            assertThat(account.server.calls("CreateClusterSnapshot"))
                    .extracting(ReceivedCall::parameters)
                    .singleElement()
                    .satisfies(sent -> assertThat(sent).containsEntry("ManualSnapshotRetentionPeriod", "90"));
        }
    }

    private static void snapshot(RedshiftBackups backups) throws InterruptedException {
        // docs: snapshot
        Made<Snapshot> made = backups.snapshot(
                        NewSnapshot.named("before-migration").keptFor(Retention.days(90)))
                .run();
        backups.await(made.value(), Patience.upTo(Duration.ofHours(2)), progress -> log.info("{}", progress));
        // docs: end
    }
}
