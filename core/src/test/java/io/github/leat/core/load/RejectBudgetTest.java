package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectBudgetTest {
    @Test
    void countIsTheMostThereMayBe() {
        RejectBudget budget = RejectBudget.parse("2");

        assertThat(budget.isExceeded(2, 3, false)).isFalse();
        assertThat(budget.isExceeded(3, 3, false)).isTrue();
        assertThat(RejectBudget.count(0).isExceeded(1, 1_000_000, false)).isTrue();
        assertThat(RejectBudget.unlimited().isExceeded(1_000_000, 1_000_000, true))
                .isFalse();
    }

    /** The first records say little: one of ten would stop a load of a million. */
    @Test
    void shareCountsFromAThousandRecordsOnAndAtTheEnd() {
        RejectBudget budget = RejectBudget.parse("1%");

        assertThat(budget.isExceeded(11, 999, false)).isFalse();
        assertThat(budget.isExceeded(10, 1_000, false)).isFalse();
        assertThat(budget.isExceeded(11, 1_000, false)).isTrue();
        assertThat(budget.isExceeded(1, 100, true)).isFalse();
        assertThat(budget.isExceeded(2, 100, true)).isTrue();
    }

    @Test
    void rollingBackIsAskedFor() {
        assertThat(RejectBudget.count(5).rollsBack()).isFalse();
        assertThat(RejectBudget.ratio(0.5).thenRollback()).isEqualTo(new RejectBudget(Long.MAX_VALUE, 0.5, true));
    }

    @Test
    void noneAndAllAreBudgets() {
        assertThat(RejectBudget.parse("0")).isEqualTo(RejectBudget.count(0));
        assertThat(RejectBudget.parse("0%")).isEqualTo(RejectBudget.ratio(0));
        assertThat(RejectBudget.parse("100%")).isEqualTo(RejectBudget.ratio(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1", "-1%", "101%", "few", "1.5", "NaN%"})
    void nonsenseIsRefused(String text) {
        assertThatThrownBy(() -> RejectBudget.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
