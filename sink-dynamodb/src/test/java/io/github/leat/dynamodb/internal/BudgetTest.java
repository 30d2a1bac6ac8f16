package io.github.leat.dynamodb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static Budget of(long... needs) {
        Budget budget = Budget.NONE;
        for (int i = 0; i < needs.length; i++) {
            budget = budget.with("load" + i, new Budget.Holder(1, 0, needs[i]));
        }
        return budget;
    }

    @Test
    void whoNeedsAllGetsAnEvenShare() {
        Budget budget = of(Budget.WHOLE, Budget.WHOLE, Budget.WHOLE);
        assertThat(List.of(budget.fair("load0"), budget.fair("load1"), budget.fair("load2")))
                .allSatisfy(share -> assertThat(share).isBetween(333_333L, 333_334L))
                .satisfies(shares -> assertThat(
                                shares.stream().mapToLong(Long::longValue).sum())
                        .isLessThanOrEqualTo(Budget.WHOLE));
    }

    @Test
    void whatOneDoesNotNeedGoesToTheOthers() {
        Budget budget = of(Budget.WHOLE, 100_000, Budget.WHOLE);
        assertThat(budget.fair("load1")).isEqualTo(100_000);
        assertThat(budget.fair("load0")).isEqualTo(450_000);
        assertThat(budget.fair("load2")).isEqualTo(450_000);
    }

    @Test
    void whoIsNotThereGetsNothing() {
        assertThat(of(5).fair("other")).isZero();
    }

    @Test
    void whatNobodyHoldsIsFree() {
        Budget budget =
                Budget.NONE.with("a", new Budget.Holder(1, 600_000, 0)).with("b", new Budget.Holder(1, 300_000, 0));
        assertThat(budget.free()).isEqualTo(100_000);
        assertThat(budget.without(List.of("a")))
                .isEqualTo(new Budget(0, Map.of("b", new Budget.Holder(1, 300_000, 0))));
    }
}
