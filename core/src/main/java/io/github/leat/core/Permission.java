package io.github.leat.core;

import java.util.List;
import java.util.Objects;

/**
 * Actions of a cloud service on some of its resources, in the words of that service's policies. Immutable.
 *
 * @param holder who needs it: empty for whoever runs the load, else the name of the role that acts for it
 * @param actions such as {@code dynamodb:PutItem}, not empty
 * @param resources such as {@code arn:aws:s3:::bucket/prefix/*}, not empty
 * @param prefixes where only the listing of some keys of a bucket is needed, what these keys begin with, with {@code *} for the
 *     rest; else empty
 * @param isForFirst whether only a load that makes what is missing needs it
 */
public record Permission(
        String holder, List<String> actions, List<String> resources, List<String> prefixes, boolean isForFirst) {
    /** @throws IllegalArgumentException if there is no action or no resource */
    public Permission {
        Objects.requireNonNull(holder, "holder");
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        prefixes = List.copyOf(prefixes);
        if (actions.isEmpty() || resources.isEmpty()) {
            throw new IllegalArgumentException("A permission needs an action and a resource.");
        }
    }

    /** One of whoever runs the load, for every load. */
    public static Permission of(List<String> actions, String resource) {
        return new Permission("", actions, List.of(resource), List.of(), false);
    }

    /** The same for another holder. */
    public Permission heldBy(String other) {
        return new Permission(other, actions, resources, prefixes, isForFirst);
    }

    /** The same, needed only by a load that makes what is missing. */
    public Permission forFirst() {
        return new Permission(holder, actions, resources, prefixes, true);
    }
}
