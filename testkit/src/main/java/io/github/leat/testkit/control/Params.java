package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of a call by dotted names. */
record Params(Map<String, String> values) {
    String get(String name) {
        return find(name).orElse("");
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int number(String name, int otherwise) {
        return find(name).map(Integer::parseInt).orElse(otherwise);
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(get(name));
    }

    /** The items below a name, in order of their numbers. */
    List<String> list(String prefix) {
        List<String> items = new ArrayList<>();
        for (int i = 1; values.containsKey(prefix + "." + i); i++) {
            items.add(get(prefix + "." + i));
        }
        return items;
    }

    Map<String, String> tags(String prefix, String key, String value) {
        Map<String, String> tags = new TreeMap<>();
        for (int i = 1; values.containsKey(prefix + "." + i + "." + key); i++) {
            tags.put(get(prefix + "." + i + "." + key), get(prefix + "." + i + "." + value));
        }
        return tags;
    }
}
