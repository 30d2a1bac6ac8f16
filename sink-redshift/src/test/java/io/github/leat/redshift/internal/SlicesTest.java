package io.github.leat.redshift.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many parts for how many slices. */
class SlicesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2, 4",
        "1, 2, 4",
        "2, 2, 4",
        "3, 2, 6",
        "4, 8, 8",
        "6, 2, 6",
        "16, 64, 16",
        "32, 2, 16",
        "24, 2, 12",
        "17, 2, 16",
        "5, 64, 15"
    })
    void partsAreAMultipleOfTheSlicesOrADivisor(long slices, int processors, int parts) {
        assertThat(Slices.parts(slices, processors)).isEqualTo(parts);
    }
}
