package io.github.leat.core.load.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.Position;
import io.github.leat.core.sink.RecordCounts;
import org.junit.jupiter.api.Test;

class CommitPointTest {
    @Test
    void theLastOfItsWritersCommitsWhatAllOfThemWrote() {
        CommitPoint point = CommitPoint.of(Position.startOf("a.csv"), 3);
        assertThat(point.pass(new RecordCounts(5, 4, 0, 1, 0))).isFalse();
        assertThat(point.pass(RecordCounts.ZERO)).isFalse();
        assertThat(point.pass(new RecordCounts(3, 2, 1, 0, 0))).isTrue();
        assertThat(point.counts()).isEqualTo(new RecordCounts(8, 6, 1, 1, 0));
        assertThat(point.upTo()).isEqualTo(Position.startOf("a.csv"));
    }
}
