package io.github.leat.core.transform.internal;

/** How a value is compared with a literal. */
enum Comparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    AT_MOST("<="),
    BELOW("<"),
    AT_LEAST(">="),
    ABOVE(">");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    /** Whether it holds, given the order of value and literal. */
    boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case AT_MOST -> order <= 0;
            case BELOW -> order < 0;
            case AT_LEAST -> order >= 0;
            case ABOVE -> order > 0;
        };
    }
}
