package io.github.leat.dynamodb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemSizeTest {
    /** The test kit counts the JSON as it is sent, by code of its own. */
    @ParameterizedTest
    @CsvSource({
        "0",
        "1",
        "-1",
        "12345",
        "-0.00120",
        "1200000",
        "9E125",
        "1.5E-130",
        "99999999999999999999999999999999999999"
    })
    void numbersCountAsTheTestKitCountsThem(String number) {
        assertThat(ItemSize.of(Map.of("a", AttributeValue.fromN(number))))
                .isEqualTo(io.github.leat.testkit.dynamodb.ItemSize.of("{\"a\":{\"N\":\"" + number + "\"}}"));
    }

    @ParameterizedTest
    @CsvSource({"''", "abc", "ünï", "日本", "😀"})
    void textsCountAsTheTestKitCountsThem(String text) {
        Map<String, AttributeValue> item = Map.of(
                "näme",
                AttributeValue.fromS(text),
                "m",
                AttributeValue.fromM(Map.of("x", AttributeValue.fromBool(true), "y", AttributeValue.fromNul(true))),
                "b",
                AttributeValue.fromB(SdkBytes.fromUtf8String("hi")));
        assertThat(ItemSize.of(item))
                .isEqualTo(io.github.leat.testkit.dynamodb.ItemSize.of("{\"näme\":{\"S\":\"" + text
                        + "\"},\"m\":{\"M\":{\"x\":{\"BOOL\":true},\"y\":{\"NULL\":true}}},\"b\":{\"B\":\"aGk=\"}}"));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "1024,1", "1025,2", "409600,400"})
    void aStartedKilobyteIsAUnit(long bytes, long units) {
        assertThat(ItemSize.units(bytes)).isEqualTo(units);
    }
}
