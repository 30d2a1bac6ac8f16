package io.github.leat.redshift.backup;

import io.github.leat.aws.Clients;
import io.github.leat.aws.Patience;
import io.github.leat.aws.Planned;
import io.github.leat.core.rate.Ticker;
import io.github.leat.redshift.backup.internal.ControlPlane;
import io.github.leat.redshift.backup.internal.ControlPlanes;
import io.github.leat.redshift.backup.internal.Sight;
import io.github.leat.redshift.backup.internal.Sight.State;
import io.github.leat.redshift.backup.internal.Waiting;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * The backups of one warehouse: snapshots, their schedule and retention, copies in another region, restores.
 *
 * <p>What changes something is a {@link Planned}: it says what calls it makes, and makes them when it is run. A name that is there already
 * for the same thing is no error, so that a program may run again what it does not know the end of.
 *
 * <p>Needs {@code software.amazon.awssdk:redshift} for clusters and {@code software.amazon.awssdk:redshiftserverless} for namespaces on
 * the class path; they are optional dependencies of this module. Thread-safe. Each call is one or a few requests to the service.
 */
public final class RedshiftBackups implements AutoCloseable {
    private final Warehouse warehouse;
    private final ControlPlane plane;
    private final Ticker ticker;

    private RedshiftBackups(Warehouse warehouse, ControlPlane plane, Ticker ticker) {
        this.warehouse = warehouse;
        this.plane = plane;
        this.ticker = ticker;
    }

    /**
     * The backups of a warehouse in the region, and with the credentials, that the SDK finds in the environment, the profile or the machine.
     *
     * @throws BackupException if no region is found
     */
    public static RedshiftBackups of(Warehouse warehouse) {
        return builder(warehouse).build();
    }

    /** The backups of a warehouse, with settings. */
    public static Builder builder(Warehouse warehouse) {
        return new Builder(warehouse);
    }

    /** What this is for. */
    public Warehouse warehouse() {
        return warehouse;
    }

    /**
     * Takes a manual snapshot. It is begun when this returns: wait with {@link #await(Snapshot, Patience, Consumer)}. A snapshot of
     * that name and of this warehouse that is there already is returned as it is; of another warehouse it is refused as {@link
     * BackupException.Reason#TAKEN}.
     */
    public Planned<Made<Snapshot>> snapshot(NewSnapshot wanted) {
        return plane.snapshots().take(wanted);
    }

    /** Changes how long a manual snapshot is kept. A time that has passed already deletes it, or is refused. */
    public Planned<Snapshot> retention(String snapshot, Retention retention) {
        return plane.snapshots().retention(snapshot, retention);
    }

    /** Deletes a manual snapshot for good; empty if it was not there. */
    public Planned<Optional<Snapshot>> delete(String snapshot) {
        return plane.snapshots().delete(snapshot);
    }

    /** All snapshots of the warehouse, of clusters the automated ones too, in the service's order. */
    public List<Snapshot> snapshots() throws InterruptedException {
        return plane.snapshots().all();
    }

    /** A snapshot by its name. */
    public Optional<Snapshot> find(String snapshot) throws InterruptedException {
        return plane.snapshots().find(snapshot);
    }

    /**
     * Makes a schedule. Of a cluster it is for no cluster until it is attached; of a namespace it works at once. One of that name with
     * the same times is returned as it is; with others it is refused as {@link BackupException.Reason#TAKEN}.
     *
     * @throws IllegalArgumentException if the warehouse has no such schedules: see {@link NewSchedule}
     */
    public Planned<Made<Schedule>> createSchedule(NewSchedule wanted) {
        return plane.schedules().create(wanted);
    }

    /** Gives a schedule other times. */
    public Planned<Schedule> changeSchedule(String schedule, List<String> when) {
        return plane.schedules().change(schedule, when);
    }

    /**
     * Changes how long scheduled snapshots are kept. Of a cluster this is about all automated snapshots, 1 to 35 days, and a shorter
     * time deletes at once what is older (API reference, ModifyCluster, read 2026-11-27). Of a namespace it is about those to come.
     */
    public Planned<Schedule> scheduleRetention(String schedule, int days) {
        return plane.schedules().retention(schedule, days);
    }

    /** Deletes a schedule, which no cluster may be attached to; false if it was not there. Its snapshots stay. */
    public Planned<Boolean> deleteSchedule(String schedule) {
        return plane.schedules().delete(schedule);
    }

    /** Attaches a cluster to a schedule instead of the one that it has; enables that of a namespace. */
    public Planned<Schedule> attach(String schedule) {
        return plane.schedules().attach(schedule);
    }

    /** Detaches a cluster from a schedule; disables that of a namespace. */
    public Planned<Schedule> detach(String schedule) {
        return plane.schedules().detach(schedule);
    }

    /** All schedules: of clusters those of the account in the region, of a namespace its own. */
    public List<Schedule> schedules() throws InterruptedException {
        return plane.schedules().all();
    }

    /**
     * Restores a snapshot into a new cluster, or into a namespace. It is begun when this returns: wait with {@link
     * #await(RestoreTarget, Patience, Consumer)}. For namespaces, this makes namespace and workgroup where they are not there, and waits
     * for them for half an hour at most.
     *
     * @param snapshot its name, or its ARN if it is of another account or the other kind of warehouse
     */
    public Planned<Made<Restored>> restore(String snapshot, RestoreTarget target) {
        return plane.restores().restore(snapshot, target);
    }

    /**
     * Brings one table of a snapshot back, into the warehouse that it was taken of. It is begun when this returns: wait with {@link
     * #await(TableRestore, Patience, Consumer)}. The same that is going on already is returned as it is.
     */
    public Planned<Made<TableRestore>> restoreTable(String snapshot, TableCopy copy) {
        return plane.tables().restore(snapshot, copy);
    }

    /** Has snapshots to come copied to another region as well. */
    public Planned<Made<RegionCopy>> copyTo(RegionCopy copy) {
        return plane.copies().enable(copy);
    }

    /** Has no more snapshots copied; those that were stay. Empty if none were. */
    public Planned<Optional<RegionCopy>> stopCopies(String region) {
        return plane.copies().disable(region);
    }

    /** Where snapshots are copied to. */
    public List<RegionCopy> copies() throws InterruptedException {
        return plane.copies().all();
    }

    /**
     * Waits until a snapshot is available.
     *
     * @param listener is told at each look
     * @throws BackupException if it failed, is gone, or the deadline passed
     */
    public Snapshot await(Snapshot snapshot, Patience patience, Consumer<Progress> listener)
            throws InterruptedException {
        return new Waiting(ticker, patience, listener)
                .until(
                        "snapshot " + snapshot.name(),
                        () -> sight(plane.snapshots()
                                .find(snapshot.name())
                                .orElseThrow(() -> new BackupException(
                                        BackupException.Reason.NOT_FOUND,
                                        "Snapshot " + snapshot.name()
                                                + " is gone. Somebody may have deleted it; take another."))));
    }

    /** Waits until a cluster or a namespace is restored; see {@link #await(Snapshot, Patience, Consumer)}. */
    public Restored await(RestoreTarget target, Patience patience, Consumer<Progress> listener)
            throws InterruptedException {
        Waiting.Look<Restored> look = target instanceof RestoreTarget.IntoNamespace
                ? new TwiceDone<>(() -> plane.restores().restored(target))
                : () -> plane.restores().restored(target);
        return new Waiting(ticker, patience, listener).until("restore into " + target.described(), look);
    }

    /** Waits until a table is back; see {@link #await(Snapshot, Patience, Consumer)}. */
    public TableRestore await(TableRestore table, Patience patience, Consumer<Progress> listener)
            throws InterruptedException {
        return new Waiting(ticker, patience, listener)
                .until(
                        "restore of table " + table.table(),
                        () -> sight(plane.tables()
                                .find(table.request())
                                .orElseThrow(() -> new BackupException(
                                        BackupException.Reason.NOT_FOUND,
                                        "The service knows no restore " + table.request() + ". Begin it again."))));
    }

    private static Sight<Snapshot> sight(Snapshot now) {
        boolean complete = now.isAvailable();
        return new Sight<>(
                now,
                now.status(),
                complete ? State.DONE : now.isLost() ? State.FAILED : State.GOING_ON,
                "",
                now.doneMegabytes(),
                now.incrementalMegabytes().orElse(0) > 0 ? now.incrementalMegabytes() : now.totalMegabytes(),
                now.megabytesPerSecond(),
                now.remaining().filter(time -> complete || !time.isZero()));
    }

    private static Sight<TableRestore> sight(TableRestore now) {
        return new Sight<>(
                now,
                now.status(),
                now.isDone() ? State.DONE : now.isLost() ? State.FAILED : State.GOING_ON,
                now.message().orElse(""),
                now.doneMegabytes(),
                now.totalMegabytes(),
                java.util.OptionalDouble.empty(),
                Optional.empty());
    }

    /** The end is believed when it is seen twice: a namespace may still be shown as available right after a restore of it began. */
    private static final class TwiceDone<T> implements Waiting.Look<T> {
        private final Waiting.Look<T> look;
        private boolean seen;

        TwiceDone(Waiting.Look<T> look) {
            this.look = look;
        }

        @Override
        public Sight<T> look() throws InterruptedException {
            Sight<T> sight = look.look();
            boolean first = sight.state() == State.DONE && !seen;
            seen = sight.state() == State.DONE;
            return first ? Sight.of(sight.value(), sight.status(), State.GOING_ON, "") : sight;
        }
    }

    @Override
    public void close() {
        plane.close();
    }

    /** Settings; each may be set once. */
    public static final class Builder {
        private final Warehouse warehouse;
        private @Nullable Region region;
        private @Nullable URI endpoint;
        private @Nullable Ticker ticker;
        private @Nullable RandomGenerator random;

        private Builder(Warehouse warehouse) {
            this.warehouse = Objects.requireNonNull(warehouse, "warehouse");
        }

        /** The region; by default {@code AWS_REGION}, the profile's, or that of the machine. */
        public Builder region(Region value) {
            region = once(region, value, "region");
            return this;
        }

        /**
         * Another address than that of AWS; by default {@code AWS_ENDPOINT_URL_REDSHIFT} and the like, if they are set.
         *
         * @throws IllegalArgumentException if it is not an address of HTTP
         */
        public Builder endpoint(URI value) {
            endpoint = once(endpoint, Clients.endpoint(value, "https://redshift.example.org"), "endpoint");
            return this;
        }

        /** The clock that waits; by default the machine's. */
        public Builder ticker(Ticker value) {
            ticker = once(ticker, value, "ticker");
            return this;
        }

        /** Where the jitter of retries comes from; by default Java's. */
        public Builder random(RandomGenerator value) {
            random = once(random, value, "random");
            return this;
        }

        private static <T> T once(@Nullable T before, T value, String what) {
            if (before != null) {
                throw new IllegalStateException(what + " is set twice");
            }
            return Objects.requireNonNull(value, what);
        }

        /**
         * Opens the client.
         *
         * @throws BackupException if no region is found
         */
        public RedshiftBackups build() {
            Ticker clock = ticker == null ? Ticker.system() : ticker;
            ControlPlane plane = ControlPlanes.open(
                    warehouse,
                    Optional.ofNullable(region),
                    Optional.ofNullable(endpoint),
                    clock,
                    random == null ? RandomGenerator.getDefault() : random);
            return new RedshiftBackups(warehouse, plane, clock);
        }
    }
}
