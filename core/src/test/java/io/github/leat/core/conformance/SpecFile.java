package io.github.leat.core.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of FastCSV's specification, as far as its cases go: a small subset of YAML.
 *
 * @param comments NONE, READ or SKIP
 */
record SpecFile(String comments, List<Check> checks) {
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One case. */
    record Check(String id, String input, List<List<String>> records) {
        /** With each line end that a sign stands for. */
        List<Check> variants() {
            List<Check> variants = new ArrayList<>();
            for (String any : input.contains("⏎") ? List.of("\n", "\r\n", "\r") : List.of("")) {
                variants.add(new Check(
                        id,
                        replace(input, any),
                        records.stream()
                                .map(record -> record.stream()
                                        .map(field -> replace(field, any))
                                        .toList())
                                .toList()));
            }
            return variants;
        }

        private static String replace(String text, String any) {
            return text.replace("⏎", any)
                    .replace("␤", "\r\n")
                    .replace("␍", "\r")
                    .replace("␊", "\n")
                    .replace("␠", " ");
        }
    }

    static SpecFile read(Path file) throws IOException {
        String comments = "NONE";
        List<Check> checks = new ArrayList<>();
        String id = "";
        String input = "";
        List<List<String>> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String stripped = line.strip();
            if (stripped.startsWith("commentMode:")) {
                comments = stripped.substring("commentMode:".length()).strip();
            } else if (stripped.startsWith("- id:")) {
                add(checks, id, input, records);
                id = stripped.substring("- id:".length()).strip();
                records = new ArrayList<>();
            } else if (stripped.startsWith("input:")) {
                input = texts(stripped.substring("input:".length())).get(0);
            } else if (stripped.startsWith("- [")) {
                records.add(texts(stripped));
            }
        }
        add(checks, id, input, records);
        return new SpecFile(comments, checks);
    }

    private static void add(List<Check> checks, String id, String input, List<List<String>> records) {
        if (!id.isEmpty()) {
            checks.add(new Check(id, input, records));
        }
    }

    private static List<String> texts(String line) {
        List<String> texts = new ArrayList<>();
        Matcher matcher = TEXT.matcher(line);
        while (matcher.find()) {
            texts.add(
                    matcher.group(1) != null
                            ? matcher.group(1).replace("''", "'")
                            : matcher.group(2).replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        return texts;
    }
}
