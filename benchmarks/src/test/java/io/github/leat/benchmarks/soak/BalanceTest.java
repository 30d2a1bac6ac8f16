package io.github.leat.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.sink.RecordCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The checks find what they are there for. */
class BalanceTest {
    private static final RecordCounts RIGHT = new RecordCounts(100, 90, 4, 6, 0);
    private static final Content ROWS = Content.EMPTY.plus(List.of("1", "a")).plus(List.of("2", "b"));

    @Test
    void rightCountsPass() {
        assertThat(Balance.ofCounts(RIGHT, 100, 6, Optional.of(RIGHT))).isEmpty();
        assertThat(Balance.ofCounts(RIGHT, 100, 6, Optional.empty())).isEmpty();
    }

    @Test
    void countsThatDoNotAddUpAreFound() {
        assertThat(Balance.ofCounts(new RecordCounts(100, 91, 4, 6, 0), 100, 6, Optional.empty()))
                .singleElement()
                .asString()
                .contains("out of balance");
    }

    @Test
    void recordsThatWereNotReadAreFound() {
        assertThat(Balance.ofCounts(RIGHT, 101, 6, Optional.empty()))
                .containsExactly("the file has 101 records, 100 were read");
    }

    @Test
    void faultyRecordsThatWereNotRejectedAreFound() {
        assertThat(Balance.ofCounts(RIGHT, 100, 7, Optional.empty()))
                .containsExactly("the file has 7 faulty records, 6 were rejected");
        assertThat(Balance.ofRejects(6, 7)).hasSize(1);
        assertThat(Balance.ofRejects(7, 7)).isEmpty();
    }

    @Test
    void countsOfAnotherKindThanUndisturbedAreFound() {
        assertThat(Balance.ofCounts(RIGHT, 100, 6, Optional.of(new RecordCounts(100, 94, 0, 6, 0))))
                .hasSize(1);
    }

    @Test
    void rowsInAnotherOrderAndNumbersWrittenOtherwiseAreTheSame() {
        Content other = Content.EMPTY.plus(List.of("2.0", "b")).plus(List.of("1.00", "a"));
        assertThat(Balance.ofContent(other, ROWS)).isEmpty();
        assertThat(Content.EMPTY.plus(Arrays.asList("1", null))).isEqualTo(Content.EMPTY.plus(List.of("1", "")));
    }

    @Test
    void lostDoubledAndChangedRowsAreFound() {
        Content lost = Content.EMPTY.plus(List.of("1", "a"));
        assertThat(Balance.ofContent(lost, ROWS)).singleElement().asString().contains("1 are missing");
        assertThat(Balance.ofContent(ROWS.plus(List.of("2", "b")), ROWS))
                .singleElement()
                .asString()
                .contains("1 too many");
        assertThat(Balance.ofContent(lost.plus(List.of("2", "c")), ROWS))
                .singleElement()
                .asString()
                .contains("not the same");
        // one lost and another doubled
        assertThat(Balance.ofContent(lost.plus(List.of("1", "a")), ROWS)).hasSize(1);
    }

    @Test
    void valuesInOtherColumnsAreAnotherRow() {
        assertThat(Content.EMPTY.plus(List.of("a", ""))).isNotEqualTo(Content.EMPTY.plus(List.of("", "a")));
        assertThat(Content.EMPTY.plus(List.of("ab", "c"))).isNotEqualTo(Content.EMPTY.plus(List.of("a", "bc")));
    }
}
