package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterLoadTest {
    private static ClusterLoad upsertInto(String target) {
        return ClusterLoad.parse(
                List.of("s3://data/a.csv", "--into", target, "--table", "t", "--key", "id", "--mode", "upsert"));
    }

    @Test
    void keysNeedNotBeUniqueWhereTheOrderOfFilesDecides() {
        assertThat(upsertInto("redshift://h:5439/d?user=u&staging=s3://bucket/p/&iamRole=default")
                        .uniqueKeys())
                .isFalse();
        assertThatThrownBy(() -> upsertInto("jdbc:postgresql://h/d?user=u")).hasMessageContaining("--unique-keys");
    }
}
