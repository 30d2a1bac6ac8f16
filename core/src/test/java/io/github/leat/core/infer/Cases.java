package io.github.leat.core.infer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Test cases kept as data: blocks that begin with {@code == name} and an expectation. */
record Cases(String name, String expected, String text) {
    static String read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Cases.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<Cases> blocks(String resource) throws IOException {
        List<Cases> cases = new ArrayList<>();
        for (String block : read(resource).split("(?m)^== ", -1)) {
            String[] parts = block.split("\n", 3);
            if (!block.startsWith("#")) {
                cases.add(new Cases(parts[0], parts[1], parts[2].replace("\\t", "\t")));
            }
        }
        return cases;
    }

    @Override
    public String toString() {
        return name;
    }
}
