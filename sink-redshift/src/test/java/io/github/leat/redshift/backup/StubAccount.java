package io.github.leat.redshift.backup;

import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.control.ControlPlaneServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.regions.Region;

/** Backups of a stub account, on a clock of its own. */
final class StubAccount implements AutoCloseable {
    final ControlPlaneServer server;
    final ManualTicker ticker = new ManualTicker();
    final List<Progress> progress = new ArrayList<>();
    final RedshiftBackups cluster;
    final RedshiftBackups namespace;

    StubAccount() throws IOException {
        System.setProperty("aws.accessKeyId", ControlPlaneServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", ControlPlaneServer.SECRET);
        server = ControlPlaneServer.start();
        server.cluster("crisis", 200);
        server.namespace("crisis-ns", "crisis-wg", 200);
        cluster = backups(Warehouse.cluster("crisis"));
        namespace = backups(Warehouse.namespace("crisis-ns"));
    }

    RedshiftBackups backups(Warehouse warehouse) {
        return RedshiftBackups.builder(warehouse)
                .region(Region.EU_CENTRAL_1)
                .endpoint(server.endpoint())
                .ticker(ticker)
                .random(new Random(1))
                .build();
    }

    @Override
    public void close() {
        cluster.close();
        namespace.close();
        server.close();
    }
}
