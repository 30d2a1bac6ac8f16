package io.github.leat.aws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that changes something, as it goes to the service.
 *
 * @param action the IAM action that allows it, which has the operation's name: {@code redshift:CreateClusterSnapshot}
 * @param parameters its parameters by their names in the API reference, in the API's order; those that are not sent are left out
 */
public record ServiceCall(String action, Map<String, String> parameters) {
    /** Copies the parameters. */
    public ServiceCall {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
