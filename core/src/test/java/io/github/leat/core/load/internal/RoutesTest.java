package io.github.leat.core.load.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes(4);

    private static int[] times(int count, int hash) {
        int[] hashes = new int[count];
        Arrays.fill(hashes, hash);
        return hashes;
    }

    @Test
    void aKeyStaysWithItsLaneWhileRecordsOfItAreOnTheWay() {
        int lane = routes.assign(times(3, 7))[0];
        assertThat(routes.assign(new int[] {1, 2, 3, 7, 4, 7})).satisfies(lanes -> {
            assertThat(lanes[3]).isEqualTo(lane);
            assertThat(lanes[5]).isEqualTo(lane);
        });
        routes.written(lane, times(3, 7));
        assertThat(routes.assign(times(1, 7))).containsOnly(lane);
    }

    @Test
    void asManyKeysAsLanesMeetNowhere() {
        int[] lanes = new int[4];
        for (int key = 0; key < 4; key++) {
            lanes[key] = routes.assign(times(100, key * 31))[99];
        }
        assertThat(lanes).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void aKeyThatIsWrittenMayGoToALaneThatHasLessToDo() {
        int first = routes.assign(times(1, 5))[0];
        routes.written(first, times(1, 5));
        assertThat(routes.assign(times(10, 6))).containsOnly(first);
        assertThat(routes.assign(times(1, 5))[0]).isNotEqualTo(first);
    }

    @Test
    void negativeHashesHaveALaneToo() {
        assertThat(Arrays.stream(routes.assign(new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}))
                        .boxed())
                .allMatch(lane -> lane >= 0 && lane < 4);
    }
}
