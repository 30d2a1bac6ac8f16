package io.github.leat.testkit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class ItemSizeTest {
    @Test
    void textCountsItsBytesInUtf8WithTheName() {
        assertThat(ItemSize.of("{\"pk\":{\"S\":\"ab\"}}")).isEqualTo(4);
        assertThat(ItemSize.of("{\"é\":{\"S\":\"é€😀\"}}")).isEqualTo(2 + 2 + 3 + 4);
        assertThat(ItemSize.of("{\"a\":{\"S\":\"\\u00e9\\n\"}}")).isEqualTo(1 + 2 + 1);
    }

    @Test
    void numbersCountPairsOfSignificantDigitsAndOne() {
        assertThat(ItemSize.of("{\"n\":{\"N\":\"0\"}}")).isEqualTo(1 + 1);
        assertThat(ItemSize.of("{\"n\":{\"N\":\"7\"}}")).isEqualTo(1 + 2);
        assertThat(ItemSize.of("{\"n\":{\"N\":\"12\"}}")).isEqualTo(1 + 2);
        assertThat(ItemSize.of("{\"n\":{\"N\":\"123\"}}")).isEqualTo(1 + 3);
        assertThat(ItemSize.of("{\"n\":{\"N\":\"0012000\"}}")).isEqualTo(1 + 2);
        assertThat(ItemSize.of("{\"n\":{\"N\":\"100.5\"}}")).isEqualTo(1 + 3);
        assertThat(ItemSize.of("{\"n\":{\"N\":\"-0.00123e-17\"}}")).isEqualTo(1 + 3);
    }

    @Test
    void theOtherTypesCountAsDocumented() {
        assertThat(ItemSize.of("{\"a\":{\"BOOL\":true},\"b\":{\"NULL\":true}}")).isEqualTo(2 + 2);
        assertThat(ItemSize.of("{\"b\":{\"B\":\"AAEC\"},\"c\":{\"B\":\"AA==\"}}"))
                .isEqualTo(1 + 3 + 1 + 1);
        assertThat(ItemSize.of("{\"s\":{\"SS\":[\"a\",\"bc\"]}}")).isEqualTo(1 + 3);
        assertThat(ItemSize.of("{\"l\":{\"L\":[]}}")).isEqualTo(1 + 3);
        assertThat(ItemSize.of("{\"l\":{\"L\":[{\"S\":\"ab\"},{\"N\":\"1\"}]}}"))
                .isEqualTo(1 + 3 + (2 + 1) + (2 + 1));
        assertThat(ItemSize.of("{\"m\":{\"M\":{\"key\":{\"S\":\"ab\"}}}}")).isEqualTo(1 + 3 + 3 + 2 + 1);
    }

    @Test
    void unitsAreStartedKilobytesAndAtLeastOne() {
        assertThat(ItemSize.writeUnits(0)).isEqualTo(1);
        assertThat(ItemSize.writeUnits(1024)).isEqualTo(1);
        assertThat(ItemSize.writeUnits(1025)).isEqualTo(2);
        assertThat(ItemSize.writeUnits(400 << 10)).isEqualTo(400);
    }

    @Test
    void whatIsNoItemIsRefused() {
        assertThatThrownBy(() -> ItemSize.of("{\"a\":{\"X\":\"1\"}}"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("X");
    }
}
