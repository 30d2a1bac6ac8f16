package io.github.leat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.sink.Delivery;
import io.github.leat.core.sink.Sink;
import org.junit.jupiter.api.Test;

/**
 * The specification every sink keeps. A backend extends it, says what it can do, and gives a sink and a way to read back.
 *
 * <p>Drives the sink itself, without the load loop, but for columns that differ; batches are conformed as the loop does it. What a
 * backend cannot do is skipped by its declared {@link SinkAbility}. A backend implements {@link #abilities}, {@link #sink} and
 * {@link #rows}, and {@link #createStrictTable} if it has {@link SinkAbility#REFUSE}.
 */
public abstract class SinkContract extends DriftCases {
    /** For the backends. */
    protected SinkContract() {}

    @Test
    void traitsAgreeWithTheAbilities() {
        Sink sink = sink(append());
        assertThat(sink.traits().delivery() != Delivery.AT_LEAST_ONCE)
                .isEqualTo(abilities().contains(SinkAbility.RESUME));
        assertThat(sink.name()).isNotBlank();
    }
}
