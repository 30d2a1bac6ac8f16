package io.github.leat.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.7       | records/s          | 0 0.2 0.4 0.6 0.8",
                "4         | records/s          | 0 1 2 3 4",
                "97        | records/s          | 0 50 100",
                "5020      | records/s          | 0 2,000 4,000 6,000",
                "48000     | thousand records/s | 0 20 40 60",
                "360000    | thousand records/s | 0 100 200 300 400",
                "1234567   | million records/s  | 0 0.5 1.0 1.5",
                "0         | records/s          | 0 0.0000005"
            })
    void countsHaveRoundTicksInOneUnit(double most, String unit, String ticks) {
        Axis axis = Axis.ofCounts(most, "records/s", 4);
        assertThat(axis.unit()).isEqualTo(unit);
        assertThat(String.join(" ", labels(axis))).isEqualTo(ticks);
        assertThat(axis.top()).isGreaterThanOrEqualTo(most).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"800, B/s", "48000, kB/s", "5100000, MB/s", "3e9, GB/s"})
    void bytesAreDecimal(double most, String unit) {
        assertThat(Axis.ofBytes(most, 4).unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.6   | seconds | 0 0.1 0.2 0.3 0.4 0.5 0.6",
                "9     | seconds | 0 2 4 6 8",
                "61    | seconds | 0 10 20 30 40 50 60",
                "118   | seconds | 0 20 40 60 80 100",
                "150   | minutes | 0 1 2",
                "899   | minutes | 0 2 4 6 8 10 12 14",
                "7000  | minutes | 0 15 30 45 60 75 90 105",
                "20000 | hours   | 0 1 2 3 4 5",
                "90000 | hours   | 0 6 12 18 24",
                "3e6   | days    | 0 8 16 24 32"
            })
    void timesHaveTheStepsOfClocks(double end, String unit, String ticks) {
        Axis axis = Axis.ofSeconds(end, 7);
        assertThat(axis.unit()).isEqualTo(unit);
        assertThat(String.join(" ", labels(axis))).isEqualTo(ticks);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.05, 1, 59.99, 120, 121, 3599, 7201, 86_399, 1e7, 3e8})
    void noAxisHasMoreTicksThanItHasRoomFor(double end) {
        assertThat(Axis.ofSeconds(end, 3).ticks()).hasSizeBetween(1, 4);
        assertThat(Axis.ofCounts(end, "records/s", 4).ticks()).hasSizeBetween(2, 6);
    }
}
