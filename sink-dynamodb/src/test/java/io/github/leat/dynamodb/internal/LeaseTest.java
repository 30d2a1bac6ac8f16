package io.github.leat.dynamodb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.TransientSinkException;
import io.github.leat.core.rate.Ticker;
import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.dynamodb.DynamoDbProxy;
import io.github.leat.testkit.dynamodb.ProxyFaults;
import io.github.leat.testkit.dynamodb.ProxySetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases on a real server's item, in a time of their own, where each load's clock may start anywhere. */
class LeaseTest {
    private static final String LEDGER = "leat_ledger";
    private static final double UNITS = 1_000;
    private static @Nullable DynaliteServer server;
    private static int tests;

    private final ManualTicker clock = new ManualTicker();
    private final List<Lease> leases = new ArrayList<>();
    private DynamoDbProxy proxy;
    private Connection connection;

    @BeforeAll
    static void startServer() {
        DynaliteServer.assumeAvailable();
        server = DynaliteServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void start() {
        tests++;
        if (server == null) {
            throw new IllegalStateException("no server");
        }
        proxy = DynamoDbProxy.before(server, ProxySetup.steady());
        connection = Connection.open(Optional.of(proxy.endpoint()), Optional.of("us-east-1"));
        new Ledger(connection.steady(), LEDGER, "items").prepare(Ticker.system());
    }

    @AfterEach
    void stop() {
        proxy.faults(ProxyFaults.none());
        leases.forEach(Lease::close);
        connection.close();
        proxy.close();
    }

    private BudgetItem item() {
        return new BudgetItem(connection.items(), LEDGER, "items", "test" + tests);
    }

    /** A clock that is this much ahead of the others. */
    private Ticker ahead(Duration time) {
        return new Ticker() {
            @Override
            public long nanos() {
                return clock.nanos() + time.toNanos();
            }

            @Override
            public void sleep(Duration duration) {
                // between attempts; nobody else moves meanwhile
            }
        };
    }

    private Lease lease(Duration ahead) {
        Lease lease = new Lease(item(), "dynamodb:items", UNITS, ahead(ahead));
        leases.add(lease);
        return lease;
    }

    /** A second in which all of them use what they have. */
    private void beatAll(List<Lease> of) throws InterruptedException {
        of.forEach(lease -> lease.used((long) (lease.portion() * UNITS)));
        beatIdle(of);
    }

    private void beatIdle(List<Lease> of) throws InterruptedException {
        clock.advance(Duration.ofSeconds(1));
        for (Lease lease : of) {
            lease.beat();
        }
        assertThat(leases.stream().mapToDouble(Lease::portion).sum()).isLessThanOrEqualTo(1);
    }

    @Test
    void oneLoadTakesAllAtOnceAndWritesNothingBefore() throws InterruptedException {
        Lease alone = lease(Duration.ZERO);
        assertThat(alone.portion()).isZero();
        assertThat(alone.beat()).isTrue();
        assertThat(alone.portion()).isEqualTo(1);
    }

    @Test
    void eightShareEvenlyWhateverTheirClocksSay() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            lease(Duration.ofHours(1L << i));
            beatAll(leases);
        }
        beatAll(leases);
        beatAll(leases);
        assertThat(leases).allSatisfy(lease -> assertThat(lease.portion()).isEqualTo(0.125));
    }

    @Test
    void theShareOfOneThatIsGoneComesBackAfterItsLeaseAndNotBefore() throws InterruptedException {
        Lease killed = lease(Duration.ofDays(40));
        Lease other = lease(Duration.ZERO);
        beatAll(leases);
        beatAll(leases);
        assertThat(killed.portion()).isEqualTo(0.5);
        List<Lease> living = List.of(other);
        for (int second = 1; second < Lease.TAKEOVER_SECONDS; second++) {
            beatAll(living);
            assertThat(other.portion()).as("after %d s", second).isEqualTo(0.5);
            assertThat(killed.portion()).isEqualTo(second < Lease.LEASE_SECONDS ? 0.5 : 0);
        }
        beatAll(living);
        beatAll(living);
        assertThat(other.portion()).isEqualTo(1);
    }

    @Test
    void oneThatWasTakenForDeadBeginsAnew() throws InterruptedException {
        Lease stopped = lease(Duration.ZERO);
        Lease other = lease(Duration.ZERO);
        beatAll(leases);
        for (int second = 0; second < 2 * Lease.TAKEOVER_SECONDS; second++) {
            beatAll(List.of(other));
        }
        assertThat(other.portion()).isEqualTo(1);
        stopped.beat();
        assertThat(stopped.portion()).isZero();
        beatAll(leases);
        beatAll(leases);
        assertThat(stopped.portion()).isEqualTo(0.5);
    }

    @Test
    void aLeaseThatCannotBeRenewedEnds() throws InterruptedException {
        Lease lease = lease(Duration.ZERO);
        lease.beat();
        proxy.faults(new ProxyFaults(Duration.ZERO, Duration.ZERO, 1, 0, 0, 0, 1));
        clock.advance(Duration.ofSeconds(4));
        assertThat(lease.beat()).isFalse();
        assertThat(lease.portion()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(lease.portion()).isZero();
        clock.advance(Duration.ofSeconds(61));
        assertThatThrownBy(lease::portion)
                .isInstanceOf(TransientSinkException.class)
                .hasMessageContaining("could not be renewed");
        proxy.faults(ProxyFaults.none());
        lease.beat();
        assertThat(lease.portion()).isEqualTo(1);
    }

    @Test
    void whatOneDoesNotUseGoesToTheOtherAndComesBack() throws InterruptedException {
        Lease busy = lease(Duration.ZERO);
        Lease idle = lease(Duration.ZERO);
        for (int second = 0; second < 14; second++) {
            busy.used((long) (busy.portion() * UNITS));
            beatIdle(leases);
        }
        assertThat(busy.portion()).isGreaterThan(0.95);
        assertThat(idle.portion()).isPositive();
        for (int second = 0; second < 3; second++) {
            beatAll(leases);
        }
        assertThat(idle.portion()).isEqualTo(0.5);
    }

    @Test
    void whoEndsGivesItsShareBackAtOnce() throws InterruptedException {
        Lease first = lease(Duration.ZERO);
        Lease second = lease(Duration.ZERO);
        beatAll(leases);
        beatAll(leases);
        first.close();
        assertThat(first.portion()).isZero();
        second.beat();
        assertThat(second.portion()).isEqualTo(1);
    }

    /** Answers that are lost after the write, connections that break, errors: the sum is never more than the whole. */
    @Test
    void togetherTheyNeverHoldMoreThanTheWholeWhateverGoesWrong() throws InterruptedException {
        Random random = new Random(11);
        for (int i = 0; i < 4; i++) {
            lease(Duration.ofMinutes(random.nextInt(1_000)));
        }
        proxy.faults(ProxyFaults.mixed(0.2, 3));
        for (int step = 0; step < 150; step++) {
            clock.advance(Duration.ofMillis(random.nextInt(2_000)));
            Lease one = leases.get(random.nextInt(leases.size()));
            one.used(random.nextInt(400));
            one.beat();
            assertThat(leases.stream().mapToDouble(Lease::portion).sum())
                    .as("step %d", step)
                    .isLessThanOrEqualTo(1);
        }
    }
}
