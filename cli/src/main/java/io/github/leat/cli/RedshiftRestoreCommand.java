package io.github.leat.cli;

import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.Made;
import io.github.leat.redshift.backup.RestoreTarget;
import io.github.leat.redshift.backup.Restored;
import io.github.leat.redshift.backup.TableCopy;
import io.github.leat.redshift.backup.TableRestore;
import io.github.leat.redshift.backup.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a snapshot into a new warehouse, or one table of it into the same. */
@Command(
        name = "restore",
        description = {
            "Restores a snapshot with --into, or one table of it with --table, and waits until it is there.",
            "Asks before a new cluster is made, and before the databases of a namespace are replaced."
        })
final class RedshiftRestoreCommand extends RedshiftAction {
    @Parameters(paramLabel = "SNAPSHOT", description = "Its name, or its ARN.")
    String snapshot = "";

    @Option(names = "--into", paramLabel = "NAME", description = "The new cluster, or the namespace.")
    @Nullable
    String into;

    @Option(names = "--table", paramLabel = "DB.SCHEMA.TABLE", description = "Restore this table alone.")
    @Nullable
    String table;

    @Option(
            names = "--as",
            paramLabel = "[[DB.]SCHEMA.]NAME",
            description = "What the table is called when it is back; no table may be called that.")
    @Nullable
    String as;

    @Option(
            names = "--workgroup",
            paramLabel = "NAME",
            description = "Of a namespace: what computes; made if it is not there.")
    @Nullable
    String workgroup;

    @Option(names = "--replace", description = "The namespace is there already, and its databases may be lost.")
    boolean replace;

    @Option(names = "--continue", description = "Wait for a restore into that name that was begun before.")
    boolean goOn;

    @Option(
            names = "--node-type",
            paramLabel = "TYPE",
            description = "Of the new cluster; default that of the snapshot.")
    @Nullable
    String nodeType;

    @Option(names = "--nodes", paramLabel = "N", description = "Of the new cluster; default those of the snapshot.")
    @Nullable
    Integer nodes;

    @Option(names = "--subnet-group", paramLabel = "NAME", description = "Of the new cluster; needed in a VPC.")
    @Nullable
    String subnetGroup;

    @Option(names = "--subnet", paramLabel = "ID", description = "Of a new workgroup; repeat it for more.")
    List<String> subnets = new ArrayList<>();

    @Option(names = "--security-group", paramLabel = "ID", description = "Of the VPC; repeat it for more.")
    List<String> securityGroups = new ArrayList<>();

    @Option(names = "--iam-role", paramLabel = "ARN", description = "Such as that of COPY; repeat it for more.")
    List<String> iamRoles = new ArrayList<>();

    @Option(names = "--base-capacity", paramLabel = "RPU", description = "Of a new workgroup.")
    @Nullable
    Integer baseCapacity;

    @Option(names = "--no-wait", description = "End as soon as it is begun.")
    boolean noWait;

    @Option(names = "--deadline", paramLabel = "TIME", description = "The longest wait, such as 90m; default 12h.")
    String deadline = "12h";

    RedshiftRestoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(RedshiftRun run) throws IOException, InterruptedException {
        if ((into == null) == (table == null)) {
            throw new UsageException(
                    "What is restored is not clear. Name --into NAME for all of it, or --table DB.SCHEMA.TABLE"
                            + " --as NAME for one table.");
        }
        return into != null ? all(run, into) : one(run, table == null ? "" : table);
    }

    private int all(RedshiftRun run, String name) throws IOException, InterruptedException {
        RestoreTarget target = target(run, name);
        Planned<Made<Restored>> planned = run.backups().restore(snapshot, target);
        if (run.isDry(planned)) {
            return ExitCode.OK;
        }
        if (!goOn) {
            String question = replace
                    ? "Replace all databases of " + target.described() + " by those of snapshot " + snapshot + "?"
                    : "Restore snapshot " + snapshot + " into the new " + target.described()
                            + "? It is paid for from then on.";
            if (!run.confirmed(question)) {
                return ExitCode.NOTHING_TO_DO;
            }
            Restored begun = planned.run().value();
            if (noWait) {
                return result(run, "BEGUN", "The restore into " + target.described() + " is begun.", begun);
            }
        }
        Restored restored =
                run.await(deadline, (patience, listener) -> run.backups().await(target, patience, listener));
        String where = restored.host()
                .map(host -> " Connect to " + host
                        + restored.port().stream()
                                .mapToObj(port -> ":" + port)
                                .findFirst()
                                .orElse("") + ".")
                .orElse("");
        return result(
                run,
                "RESTORED",
                "Snapshot " + snapshot + " is restored into " + target.described() + "." + where,
                restored);
    }

    private static int result(RedshiftRun run, String outcome, String text, Restored restored) throws IOException {
        run.say(text);
        if (run.json()) {
            RedshiftJson.object(run.surroundings().out(), outcome, json -> RedshiftJson.restored(json, restored));
        }
        return ExitCode.OK;
    }

    private RestoreTarget target(RedshiftRun run, String name) {
        if (run.backups().warehouse() instanceof Warehouse.Cluster) {
            return new RestoreTarget.NewCluster(
                    new Warehouse.Cluster(name),
                    Optional.ofNullable(nodeType),
                    nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes),
                    Optional.ofNullable(subnetGroup),
                    securityGroups,
                    iamRoles);
        }
        if (workgroup == null) {
            throw new UsageException(
                    "A namespace is restored by a workgroup. Name one with --workgroup; it is made if it is not there.");
        }
        return new RestoreTarget.IntoNamespace(
                new Warehouse.Namespace(name),
                workgroup,
                replace,
                baseCapacity == null ? OptionalInt.empty() : OptionalInt.of(baseCapacity),
                subnets,
                securityGroups,
                iamRoles);
    }

    private int one(RedshiftRun run, String source) throws IOException, InterruptedException {
        Planned<Made<TableRestore>> planned = run.backups().restoreTable(snapshot, copy(source));
        if (run.isDry(planned)) {
            return ExitCode.OK;
        }
        Made<TableRestore> made = planned.run();
        if (made.existed()) {
            run.say("That restore is going on already; no other is begun.");
        }
        if (noWait) {
            return result(run, "BEGUN", "The restore of table " + made.value().table() + " is begun.", made.value());
        }
        TableRestore done =
                run.await(deadline, (patience, listener) -> run.backups().await(made.value(), patience, listener));
        return result(run, "RESTORED", "Table " + done.table() + " is there.", done);
    }

    private static int result(RedshiftRun run, String outcome, String text, TableRestore restore) throws IOException {
        run.say(text);
        if (run.json()) {
            RedshiftJson.object(run.surroundings().out(), outcome, json -> RedshiftJson.table(json, restore));
        }
        return ExitCode.OK;
    }

    private TableCopy copy(String source) {
        String[] from = source.split("\\.", -1);
        if (from.length != 3) {
            throw new UsageException("--table " + source + " is not a table. Write database.schema.table.");
        }
        if (as == null) {
            throw new UsageException(
                    "What the table is called when it is back is not said. Name it with --as; the service overwrites"
                            + " no table, so no table may be called that.");
        }
        String[] to = as.split("\\.", -1);
        if (to.length > 3) {
            throw new UsageException(
                    "--as " + as + " is not a table. Write name, schema.name or database.schema.name.");
        }
        return new TableCopy(
                from[0],
                from[1],
                from[2],
                to[to.length - 1],
                to.length > 2 ? Optional.of(to[0]) : Optional.empty(),
                to.length > 1 ? Optional.of(to[to.length - 2]) : Optional.empty(),
                Optional.ofNullable(workgroup));
    }
}
