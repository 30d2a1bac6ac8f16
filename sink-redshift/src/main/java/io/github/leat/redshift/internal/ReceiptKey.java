package io.github.leat.redshift.internal;

import io.github.leat.core.schema.Column;
import io.github.leat.core.sink.LoadId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a part's receipt and objects are, below the staging prefix: {@code <job>/<print>/<from>-<to>}. The print is a hash of all that
 * makes one staged record what it is, so that what is found there is what would be staged again.
 *
 * @param path of the receipt without its ending
 */
record ReceiptKey(String path) {
    private static final Pattern RANGE = Pattern.compile(".*#bytes=(\\d+-\\d+)", Pattern.DOTALL);
    private static final int DIGITS = 12;

    static ReceiptKey of(Options options, JointOrder order, LoadId load, TablePlan plan, long firstNumber) {
        List<String> columns =
                plan.schema().columns().stream().map(ReceiptKey::text).toList();
        Map<Long, Refusal> refused = new TreeMap<>(order.refusedOf(load.source()));
        // the end of a load's id tells what its records went through
        String steps = load.id().substring(load.id().lastIndexOf('.') + 1);
        String print = Hash.hex(
                String.join(
                        "\n",
                        order.table().key(),
                        load.source(),
                        load.version().orElse(load.id()),
                        steps,
                        String.valueOf(firstNumber),
                        String.valueOf(options.compression()),
                        String.valueOf(options.policy()),
                        columns.toString(),
                        plan.slots().toString(),
                        refused.keySet().toString()),
                DIGITS);
        Matcher range = RANGE.matcher(load.source());
        return new ReceiptKey(order.job() + "/" + print + "/" + (range.matches() ? range.group(1) : "whole"));
    }

    private static String text(Column column) {
        return column.sqlName() + ' ' + column.type() + ' ' + column.format() + ' ' + column.origin();
    }

    /** The receipt's own key. */
    String receipt() {
        return path + ".receipt";
    }

    /** Where one attempt stages. */
    String folder(String attempt) {
        return path + "-" + attempt + "/";
    }
}
