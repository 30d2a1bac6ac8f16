package io.github.leat.dynamodb.internal;

import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Duplicates;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Of several records of one key in one request the one that is written. */
final class Choice {
    private final Duplicates.Order order;
    private final Optional<String> largest;

    Choice(Options options, Schema schema, String where) {
        // a version decides between two records as it does between a record and an item
        Optional<String> column =
                options.versionBy().or(() -> options.duplicates().column());
        this.order =
                column.isPresent() ? Duplicates.Order.MAX : options.duplicates().order();
        this.largest = column.map(name ->
                schema.column(ItemLayout.indexOf(name, "column", where, schema)).sqlName());
    }

    /** One item for each key, in the order in which the keys came. */
    List<Item> of(List<Item> items) {
        Map<String, Item> kept = new LinkedHashMap<>();
        for (Item item : items) {
            kept.merge(item.key(), item, this::better);
        }
        return List.copyOf(kept.values());
    }

    private Item better(Item first, Item later) {
        return switch (order) {
            case FIRST -> first;
            case LAST -> later;
            case MAX -> {
                String column = largest.orElseThrow();
                yield compare(first.attributes().get(column), later.attributes().get(column)) > 0 ? first : later;
            }
        };
    }

    private static int compare(@Nullable AttributeValue one, @Nullable AttributeValue other) {
        if (one == null || Boolean.TRUE.equals(one.nul())) {
            return other == null || Boolean.TRUE.equals(other.nul()) ? 0 : -1;
        }
        if (other == null || Boolean.TRUE.equals(other.nul())) {
            return 1;
        }
        if (one.n() != null && other.n() != null) {
            return new BigDecimal(one.n()).compareTo(new BigDecimal(other.n()));
        }
        return String.valueOf(one.s()).compareTo(String.valueOf(other.s()));
    }
}
