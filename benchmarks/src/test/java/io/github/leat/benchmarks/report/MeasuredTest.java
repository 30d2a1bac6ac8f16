package io.github.leat.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void speedIsTheMedianWithItsRange() {
        assertThat(measured(800, 1000, 900).speed()).isEqualTo("900 (800–1000)");
        assertThat(measured(800, 1000).speed()).isEqualTo("900 (800–1000)");
    }

    @Test
    void rangeOfARatioIsTheWorstAndTheBestCase() {
        assertThat(measured(800, 1000, 900).ratioTo(measured(300, 250, 320))).isEqualTo("**3.00** (2.50–4.00)");
    }

    private static Measured measured(double... speeds) {
        Measured measured = new Measured();
        for (double speed : speeds) {
            measured.add(speed);
        }
        return measured;
    }
}
