package io.github.leat.aws;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A request and how it is sent. What is shown of it comes from the very request, so that a dry run cannot differ from the run.
 *
 * @param action the IAM action
 * @param request what is sent
 * @param operation how it is sent, once
 */
public record Call<Q extends SdkPojo, A>(String action, Q request, Function<Q, A> operation) {
    /** Sends it once. */
    public A send() {
        return operation.apply(request);
    }

    /** What is sent, by the names of the API. */
    public ServiceCall shown() {
        Map<String, String> parameters = new LinkedHashMap<>();
        add("", request, parameters);
        return new ServiceCall(action, parameters);
    }

    private static void add(String prefix, SdkPojo pojo, Map<String, String> parameters) {
        for (SdkField<?> field : pojo.sdkFields()) {
            add(prefix + field.memberName(), field.getValueOrDefault(pojo), parameters);
        }
    }

    private static void add(String name, Object value, Map<String, String> parameters) {
        if (value instanceof SdkPojo pojo) {
            add(name + ".", pojo, parameters);
        } else if (value instanceof Collection<?> list) {
            int number = 1;
            for (Object item : list) {
                add(name + "." + number++, item, parameters);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> add(name + "." + key, item, parameters));
        } else if (value != null) {
            parameters.put(name, value.toString());
        }
    }
}
