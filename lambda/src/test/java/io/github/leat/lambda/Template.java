package io.github.leat.lambda;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** {@code template.yaml}, read; a function of CloudFormation such as {@code !Ref x} is a map of its name and argument. */
final class Template {
    static final Path FILE = Path.of("template.yaml");

    private final Map<String, Object> root;

    private Template(Map<String, Object> root) {
        this.root = root;
    }

    static Template read() throws IOException {
        try (Reader reader = Files.newBufferedReader(FILE)) {
            return new Template(map(new Yaml(new WithFunctions()).load(reader)));
        }
    }

    private static final class WithFunctions extends SafeConstructor {
        WithFunctions() {
            super(strict());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return Map.of(node.getTag().getValue(), argument(node));
                }
            });
        }

        private static LoaderOptions strict() {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return options;
        }

        private Object argument(Node node) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }

    Map<String, Object> root() {
        return root;
    }

    /** A part, such as {@code Resources}. */
    Map<String, Object> part(String name) {
        return map(root.get(name));
    }

    /** What is at a path of keys below the properties of a resource. */
    Object property(String resource, Object... path) {
        @Nullable Object at = map(part("Resources").get(resource)).get("Properties");
        for (Object step : path) {
            at = step instanceof Integer index && at instanceof List<?> list
                    ? list.get(index)
                    : map(at).get(step.toString());
        }
        if (at == null) {
            throw new AssertionError(resource + " has no " + List.of(path));
        }
        return at;
    }

    /** The options of Java that the function has. */
    List<String> javaOptions() {
        Object options = property("Function", "Environment", "Variables", "JAVA_TOOL_OPTIONS");
        return List.of(options.toString().strip().split("\\s+", -1));
    }

    @SuppressWarnings("unchecked") // YAML of CloudFormation has no other keys than texts
    static Map<String, Object> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new AssertionError("not a map: " + value);
    }
}
