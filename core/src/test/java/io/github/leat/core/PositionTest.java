package io.github.leat.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void startIsTheSmallest() {
        assertThatThrownBy(() -> new Position(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 50)
    boolean keepsWhatItIsGiven(@ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long line) {
        return new Position(line, line, line).line() == line;
    }
}
