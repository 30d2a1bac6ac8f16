package io.github.leat.testkit.control;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call that came, signed rightly.
 *
 * @param action the service and the operation: {@code redshift:CreateClusterSnapshot}
 * @param parameters what it carried, by dotted names: {@code Tags.Tag.1.Key}, {@code schedule.cron}
 */
public record ReceivedCall(String action, Map<String, String> parameters) {
    /** Copies the parameters. */
    public ReceivedCall {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
