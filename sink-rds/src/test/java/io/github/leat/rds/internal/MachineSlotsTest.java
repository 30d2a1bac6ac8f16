package io.github.leat.rds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.leat.rds.internal.MachineSlots.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MachineSlotsTest {
    private final String address = "jdbc:test:" + UUID.randomUUID();

    @Test
    void noMoreThanThereAreAndAgainWhenOneIsGivenBack() throws IOException {
        MachineSlots slots = new MachineSlots(address, 2);
        Slot first = taken(slots);
        Slot second = taken(slots);

        assertThat(slots.take()).isNull();
        first.release();
        Slot third = taken(slots);

        second.release();
        third.release();
    }

    /** The other one closes the file of both if each has its own, and the locks of the first are gone then. */
    @Test
    void oneThatIsGivenBackDoesNotEndThoseOfTheSameAddress() throws IOException {
        MachineSlots one = new MachineSlots(address, 1);
        MachineSlots other = new MachineSlots(address, 1);
        Slot held = taken(one);

        assertThat(other.take()).isNull();
        assertThat(one.take()).isNull();

        held.release();
        taken(other).release();
    }

    @Test
    void noFileStaysOpenForAnAddressWithoutConnections() throws IOException {
        assumeThat(Path.of("/proc/self/fd")).isDirectory();
        MachineSlots slots = new MachineSlots(address, 3);
        long before = openFiles();
        Slot first = taken(slots);
        Slot second = taken(slots);
        assertThat(openFiles()).isEqualTo(before + 1);

        first.release();
        assertThat(openFiles()).isEqualTo(before + 1);
        second.release();
        assertThat(openFiles()).isEqualTo(before);
    }

    private static Slot taken(MachineSlots of) throws IOException {
        return Objects.requireNonNull(of.take(), "no slot is free");
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(MachineSlotsTest::isOfSlots).count();
        }
    }

    private static boolean isOfSlots(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("leat-connections-");
        } catch (IOException e) {
            return false;
        }
    }
}
