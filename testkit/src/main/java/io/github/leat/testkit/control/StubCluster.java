package io.github.leat.testkit.control;

import java.util.LinkedHashMap;
import java.util.Map;

/** A cluster: there, or on its way from a snapshot, a step further at each look. */
final class StubCluster {
    final String name;
    final long megabytes;
    int automatedDays = 1;
    private final boolean restored;
    private final boolean fails;
    private int looks;

    /** Where its snapshots are copied to; empty: nowhere. */
    Map<String, Object> copy = Map.of();

    StubCluster(String name, long megabytes, boolean restored, boolean fails) {
        this.name = name;
        this.megabytes = megabytes;
        this.restored = restored;
        this.fails = fails;
    }

    void look() {
        looks++;
    }

    String status() {
        if (!restored) {
            return "available";
        }
        if (fails && looks >= 3) {
            return "incompatible-restore";
        }
        return looks < 2 ? "creating" : "available";
    }

    private String restore() {
        if (fails && looks >= 3) {
            return "failed";
        }
        return looks < 1 ? "starting" : looks < 4 ? "restoring" : "completed";
    }

    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("ClusterIdentifier", name);
        shape.put("NodeType", "dc2.large");
        shape.put("ClusterStatus", status());
        if (!status().equals("creating")) {
            shape.put("Endpoint", Map.of("Address", name + ".stub.eu-central-1.redshift.amazonaws.com", "Port", 5439));
        }
        shape.put("AutomatedSnapshotRetentionPeriod", automatedDays);
        if (restored) {
            long done = megabytes * Math.min(looks, 4) / 4;
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("Status", restore());
            status.put("CurrentRestoreRateInMegaBytesPerSecond", 50.0);
            status.put("SnapshotSizeInMegaBytes", megabytes);
            status.put("ProgressInMegaBytes", done);
            status.put("ElapsedTimeInSeconds", looks * 15L);
            status.put("EstimatedTimeToCompletionInSeconds", (megabytes - done) / 50);
            shape.put("RestoreStatus", status);
        }
        if (!copy.isEmpty()) {
            shape.put("ClusterSnapshotCopyStatus", copy);
        }
        return shape;
    }
}
