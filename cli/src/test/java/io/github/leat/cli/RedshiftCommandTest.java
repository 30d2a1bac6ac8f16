package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.control.ControlFault;
import io.github.leat.testkit.control.ControlPlaneServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about backups, against a stub of the control planes. */
class RedshiftCommandTest {
    @TempDir
    Path directory = Path.of("");

    private final ManualTicker ticker = new ManualTicker();

    @SuppressWarnings("NullAway.Init")
    private ControlPlaneServer server;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", ControlPlaneServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", ControlPlaneServer.SECRET);
        server = ControlPlaneServer.start();
        server.cluster("crisis", 200);
        server.namespace("crisis-ns", "crisis-wg", 200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun leat() {
        return new CommandRun(directory).ticker(ticker);
    }

    private String[] with(String line) {
        List<String> words = new ArrayList<>(List.of("redshift"));
        words.addAll(List.of(line.split(" ", -1)));
        words.addAll(List.of(
                "--region", "eu-central-1", "--endpoint", server.endpoint().toString()));
        return words.toArray(new String[0]);
    }

    private CommandRun.Result cluster(String line) {
        return leat().run(with(line + " --cluster crisis"));
    }

    private CommandRun.Result namespace(String line) {
        return leat().run(with(line + " --namespace crisis-ns"));
    }

    private static void assertEnds(CommandRun.Result result, int code, String... said) {
        assertThat(result.err()).contains(said);
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void aSnapshotIsTakenWithProgressAndNotTwice() {
        CommandRun.Result first = cluster("snapshot create before-migration --retention 30d --tag by=leat --json");
        assertEnds(
                first,
                0,
                "snapshot before-migration: creating · 25% · 50 of 200 MB · 25 MB/s · 6 s left · 0 s waited",
                "Snapshot before-migration is available (200 MB).");
        assertThat(first.out())
                .contains("\"outcome\" : \"CREATED\"")
                .contains("\"retentionDays\" : 30")
                .contains("\"encrypted\" : true")
                .contains("\"by\" : \"leat\"");
        assertThat(JsonTree.parse(first.out())).isInstanceOf(Map.class);
        CommandRun.Result again = cluster("snapshot create before-migration --json");
        assertEnds(again, 5, "is there already (available, ", "no other is taken");
        assertThat(again.out()).contains("\"outcome\" : \"EXISTED\"");
        assertThat(server.calls("CreateClusterSnapshot")).hasSize(1);
    }

    @Test
    void aRunThatIsRepeatedAfterALostAnswerGoesOnWaiting() {
        assertEnds(cluster("snapshot create nightly --no-wait"), 0, "Snapshot nightly is begun: creating.");
        assertEnds(
                cluster("snapshot create nightly"),
                0,
                "Snapshot nightly is there already (creating",
                "nightly is available");
        server.fault("CreateClusterSnapshot", ControlFault.THROTTLED, ControlFault.ANSWER_LOST);
        assertEnds(cluster("snapshot create lost"), 0, "Snapshot lost is available");
        assertThat(server.calls("CreateClusterSnapshot")).hasSize(3);
    }

    @Test
    void aDryRunShowsTheCallsAndSendsNothing() {
        CommandRun.Result plain = cluster("snapshot create s --retention 7 --dry-run");
        assertEnds(plain, 0, "Nothing was sent");
        assertThat(plain.out().lines())
                .containsExactly(
                        "redshift:CreateClusterSnapshot",
                        "  SnapshotIdentifier = s",
                        "  ClusterIdentifier = crisis",
                        "  ManualSnapshotRetentionPeriod = 7");
        for (String line : List.of(
                "snapshot keep s 3d",
                "snapshot delete s",
                "snapshot copy --to eu-west-1",
                "snapshot copy --to eu-west-1 --stop",
                "schedule create twice --when cron(30,12,*) --attach",
                "schedule change twice --when cron(30,12,*)",
                "schedule keep twice 14d",
                "schedule attach twice",
                "schedule detach twice",
                "schedule delete twice",
                "restore s --into new",
                "restore s --table d.s.t --as t2")) {
            CommandRun.Result dry = cluster(line + " --dry-run --json");
            assertEnds(dry, 0, "Nothing was sent");
            assertThat(dry.out()).contains("\"outcome\" : \"DRY_RUN\"").contains("\"action\" : \"redshift:");
        }
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void whatIsDestructiveOrCostsIsAskedOnATerminalAndElsewhereRefused() {
        cluster("snapshot create s");
        for (String line : List.of(
                "snapshot delete s",
                "snapshot keep s 3d",
                "snapshot copy --to eu-west-1",
                "schedule detach twice",
                "schedule keep twice 14d",
                "schedule delete twice",
                "restore s --into new")) {
            assertEnds(cluster(line), 2, "There is no terminal to ask on. Add --yes");
        }
        CommandRun.Result no =
                leat().onTerminal(Map.of("NO_COLOR", "1")).in("no\n").run(with("snapshot delete s --cluster crisis"));
        assertEnds(
                no,
                5,
                "Delete snapshot s of cluster crisis? It cannot be brought back. Type yes to go on:",
                "Nothing was done.");
        assertThat(server.calls("DeleteClusterSnapshot")).isEmpty();
        CommandRun.Result yes =
                leat().onTerminal(Map.of("NO_COLOR", "1")).in("yes\n").run(with("snapshot delete s --cluster crisis"));
        assertEnds(yes, 0, "Snapshot s is deleted.");
        assertEnds(cluster("snapshot delete s --yes"), 5, "There is no snapshot s; nothing was deleted.");
    }

    @Test
    void snapshotsAreListedWithAgeSizeAndStatus() {
        server.automatedSnapshot("crisis", "rs:crisis-2026-11-26");
        cluster("snapshot create s --retention 30d");
        server.pageSize(1);
        CommandRun.Result list = cluster("list");
        assertThat(list.out().lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.contains(" s available manual 200 MB 30 d left s"))
                .anyMatch(line -> line.contains("rs:crisis-2026-11-26"));
        assertThat(list.err()).isEqualTo("2 snapshots of cluster crisis\n");
        CommandRun.Result json = cluster("list --json");
        assertThat(json.out())
                .contains("\"snapshots\"")
                .contains("\"ageSeconds\"")
                .contains("\"remainingDays\" : 30");
        assertThat(JsonTree.parse(json.out())).isInstanceOf(Map.class);
    }

    @Test
    void schedulesOfClusters() {
        String[] create = with("schedule create twice --attach --cluster crisis");
        List<String> words = new ArrayList<>(List.of(create));
        words.addAll(List.of("--when", "rate(12 hours)"));
        assertEnds(leat().run(words.toArray(new String[0])), 0, "Schedule twice is made and attached.");
        assertEnds(leat().run(words.toArray(new String[0])), 5, "is there already");
        assertThat(cluster("list --schedules").out()).contains("twice  rate(12 hours)  crisis  ACTIVE, next 2030");
        assertEnds(cluster("schedule keep twice 14d --yes"), 0, "kept for 14 days");
        assertEnds(cluster("schedule delete twice --yes"), 4, "InvalidClusterSnapshotScheduleState");
        assertEnds(cluster("schedule detach twice --yes"), 0, "is detached");
        assertEnds(cluster("schedule delete twice --yes"), 0, "is deleted");
        assertEnds(cluster("schedule delete twice --yes"), 5, "There is no schedule twice");
    }

    @Test
    void aClusterIsRestoredAndATakenNameRefused() {
        cluster("snapshot create s");
        assertEnds(
                cluster("restore s --into crisis --yes"),
                4,
                "Cluster crisis is there already (available)",
                "--continue");
        CommandRun.Result begun = cluster("restore s --into new --yes --no-wait");
        assertEnds(begun, 0, "The restore into cluster new is begun.");
        CommandRun.Result done = cluster("restore s --into new --continue --json");
        assertEnds(
                done,
                0,
                "restore into cluster new: available, restoring",
                "Connect to new.stub.eu-central-1.redshift.amazonaws.com:5439.");
        assertThat(done.out()).contains("\"outcome\" : \"RESTORED\"").contains("\"port\" : 5439");
    }

    @Test
    void failuresAndTheDeadlineEndWithFour() {
        server.failMidway("bad", "");
        assertEnds(cluster("snapshot create bad"), 4, "The snapshot bad failed: its status is failed.");
        assertEnds(cluster("snapshot create slow --deadline 10s"), 4, "is not complete after 10 s", "--deadline");
        cluster("snapshot create s");
        server.failMidway("new", "");
        assertEnds(cluster("restore s --into new --yes"), 4, "The restore into cluster new failed");
        server.fault("CreateClusterSnapshot", ControlFault.DENIED);
        CommandRun.Result denied = cluster("snapshot create other");
        assertEnds(denied, 4, "leat: These credentials may not call redshift:CreateClusterSnapshot");
        assertThat(denied.errLines()).hasSize(2);
        assertThat(denied.errLines().get(1)).contains("Allow the IAM action redshift:CreateClusterSnapshot");
    }

    @Test
    void aTableComesBack() {
        cluster("snapshot create s");
        server.table("crisis", "dev.conflict.events");
        CommandRun.Result result = cluster("restore s --table dev.conflict.events --as events_old --json");
        assertEnds(result, 0, "Table dev.conflict.events_old is there.");
        assertThat(result.out()).contains("\"status\" : \"SUCCEEDED\"");
        assertEnds(
                cluster("restore s --table dev.conflict.events --as events"),
                4,
                "FAILED (Table dev.conflict.events already exists.)");
    }

    @Test
    void copiesToAnotherRegion() {
        assertEnds(
                cluster("snapshot copy --to eu-west-1 --retention 30d --yes"), 0, "From now on are copied snapshots");
        assertEnds(cluster("snapshot copy --to eu-west-1 --yes"), 5, "That is so already");
        assertThat(cluster("list --copies").out()).isEqualTo("eu-west-1  kept 30 days, automated 7 days\n");
        assertEnds(cluster("snapshot copy --to us-east-1 --yes"), 4, "copied to eu-west-1 already");
        assertEnds(cluster("snapshot copy --to eu-west-1 --stop --yes"), 0, "No longer copied");
    }

    @Test
    void namespacesToo() {
        assertEnds(namespace("snapshot create s --retention 30d"), 0, "Snapshot s is available");
        assertThat(namespace("list").out()).contains("manual").contains("30 d left");
        assertEnds(
                namespace("restore s --into crisis-ns --workgroup crisis-wg --yes"),
                4,
                "replaces all of its databases");
        assertEnds(namespace("restore s --into crisis-ns --yes"), 2, "--workgroup");
        assertEnds(
                namespace("restore s --into new-ns --workgroup new-wg --yes"),
                0,
                "modifying, workgroup available",
                "is restored into namespace new-ns (workgroup new-wg)");
        assertThat(server.filledFrom("new-ns")).isEqualTo("s");
        assertEnds(
                namespace("restore s --table dev.public.t --as t2 --workgroup crisis-wg"),
                0,
                "Table dev.public.t2 is there.");
        assertEnds(namespace("snapshot delete s --yes"), 0, "is deleted");
    }

    @Test
    void usageIsSaid() {
        assertEnds(leat().run("redshift"), 2, "snapshot", "schedule", "restore", "list");
        assertEnds(leat().run("redshift", "snapshot"), 2, "create", "keep", "delete", "copy");
        assertEnds(leat().run("redshift", "list"), 2, "Name --cluster ID or --namespace NAME");
        assertEnds(cluster("list --namespace ns1"), 2, "one of them");
        assertEnds(cluster("snapshot create two--hyphens"), 2, "cannot be a snapshot");
        assertEnds(cluster("snapshot create s --retention soon"), 2, "is not a retention");
        assertEnds(cluster("snapshot create s --deadline soon"), 2, "is not a time");
        assertEnds(leat().run("redshift", "list", "--cluster", "c", "--endpoint", "nowhere"), 2, "must be an address");
        assertEnds(cluster("restore s"), 2, "What is restored is not clear");
        assertEnds(cluster("restore s --table t --as t2"), 2, "database.schema.table");
        assertEnds(cluster("restore s --table d.s.t"), 2, "Name it with --as");
        assertEnds(cluster("list --schedules --copies"), 2, "two lists");
    }
}
