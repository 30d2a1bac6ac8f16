package io.github.leat.core.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThroughputTest {
    @ParameterizedTest
    @CsvSource({
        "500, RECORDS, 500",
        "500rec/s, RECORDS, 500",
        "12.5 records/s, RECORDS, 12.5",
        "7b/s, BYTES, 7",
        "7 KB/s, BYTES, 7000",
        "5MB/s, BYTES, 5000000",
        "1.5gb/s, BYTES, 1500000000",
        "' 80wcu/s ', WCU, 80"
    })
    void textIsANumberOfAUnitInASecond(String text, CostUnit unit, double perSecond) {
        Throughput read = Throughput.parse(text);

        assertThat(read).isEqualTo(new Throughput(unit, perSecond));
        assertThat(read.isShare()).isFalse();
        assertThat(read.share()).isEqualTo(1);
    }

    @Test
    void percentIsAShareOfWhatTheTargetProvides() {
        Throughput read = Throughput.parse("70%");

        assertThat(read.isShare()).isTrue();
        assertThat(read.unit()).isEqualTo(CostUnit.WCU);
        assertThat(read.share()).isEqualTo(0.7);
        assertThat(Throughput.parse("100%").share()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "-5", "5 rows/s", "5mb", "1e3", "0", "0%", "101%", "0wcu/s"})
    void nonsenseIsRefused(String text) {
        assertThatThrownBy(() -> Throughput.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> Throughput.percentOfProvisioned(120)).hasMessageEndingWith("got 120.0%");
        assertThatThrownBy(() -> Throughput.recordsPerSecond(0)).hasMessageEndingWith("got 0.0");
    }

    /** Only what a target provides can be shared, and nothing is bounded by infinity. */
    @Test
    void shareIsOfCapacityUnitsAlone() {
        assertThat(new Throughput(CostUnit.WCU, 80, 0.5).isShare()).isFalse();
        assertThatThrownBy(() -> new Throughput(CostUnit.RECORDS, 80, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RECORDS");
        assertThatThrownBy(() -> new Throughput(CostUnit.BYTES, Double.POSITIVE_INFINITY, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Throughput.wcuPerSecond(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
