package io.github.leat.core.transform.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.record.RecordCursor;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;

/** Tests of one column against literals. */
record ColumnTest(String predicate, Token name) {
    Predicate isNull(boolean wanted) {
        return schema -> {
            int column = indexIn(schema);
            return cursor -> Condition.Answer.of(cursor.isNull(column) == wanted);
        };
    }

    Predicate compared(Comparison comparison, Token literal) {
        return schema -> {
            int column = indexIn(schema);
            Order order = order(schema, column, literal);
            return cursor -> cursor.isNull(column)
                    ? Condition.Answer.UNKNOWN
                    : Condition.Answer.of(comparison.holds(order.of(cursor)));
        };
    }

    Predicate between(Token low, Token high) {
        Predicate from = compared(Comparison.AT_LEAST, low);
        Predicate to = compared(Comparison.AT_MOST, high);
        return schema -> from.bind(schema).and(to.bind(schema));
    }

    Predicate in(List<Token> literals) {
        return schema -> {
            int column = indexIn(schema);
            List<Order> orders = literals.stream()
                    .map(literal -> order(schema, column, literal))
                    .toList();
            return cursor ->
                    cursor.isNull(column) ? Condition.Answer.UNKNOWN : Condition.Answer.of(anyEqual(orders, cursor));
        };
    }

    private static boolean anyEqual(List<Order> orders, RecordCursor cursor) {
        for (Order order : orders) {
            if (order.of(cursor) == 0) {
                return true;
            }
        }
        return false;
    }

    private int indexIn(Schema schema) {
        for (int c = 0; c < schema.size(); c++) {
            if (schema.column(c).hxl().filter(name.text()::equalsIgnoreCase).isPresent()) {
                return schema.indexOf(name.text()).orElse(c);
            }
        }
        return schema.indexOf(name.text())
                .orElseThrow(() -> new SchemaException("The predicate names no column at character " + name.at()
                        + ": there is no \"" + name.text() + "\" among "
                        + schema.columns().stream().limit(50).map(Column::name).collect(Collectors.joining(", "))
                        + ". It is: " + predicate));
    }

    private Order order(Schema schema, int column, Token literal) {
        try {
            return Order.of(column, schema.column(column).type().kind(), literal);
        } catch (IllegalArgumentException e) {
            throw new SchemaException(
                    "The predicate is wrong at character " + literal.at() + ": column \""
                            + schema.column(column).name() + "\" is "
                            + schema.column(column).type()
                            + " and is not compared with \"" + literal.text() + "\"; " + e.getMessage() + ". It is: "
                            + predicate,
                    e);
        }
    }
}
