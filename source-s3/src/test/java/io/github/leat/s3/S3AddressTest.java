package io.github.leat.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/",
                "s3://bucket/a/b c+d%20e.csv",
                "s3://bucket/a?.csv",
                "s3://bucket/k?endpoint=http://localhost:9000&region=eu-west-1&path-style=false&requester-pays=true&version-id=x1"
            })
    void readsWhatItWrites(String text) {
        assertThat(S3Address.parse(text)).hasToString(text);
    }

    @Test
    void settingsAreNoPartOfTheKey() {
        S3Address address = S3Address.parse("s3://bucket/a?b.csv?region=eu-west-1&version-id=v");
        assertThat(address.key()).isEqualTo("a?b.csv");
        assertThat(address.versionId()).contains("v");
        assertThat(address.name()).isEqualTo("s3://bucket/a?b.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:/bucket/key",
                "s3:///key",
                "s3://b/key",
                "s3://bucket/key?endpont=http://x",
                "s3://bucket/key?path-style=yes",
                "s3://bucket/key?region=a&region=b",
                "s3://bucket/key?endpoint=ftp://x",
                "s3://bucket/key?endpoint=http://user:secret@x"
            })
    void nonsenseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Address.parse(text))
                .withMessageNotContaining("secret");
    }
}
