package io.github.leat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a page shows of a source file: all of it, or what stands between {@code // docs: NAME} and {@code // docs: end}. */
final class SourceRegion {
    private static final String MARK = "// docs: ";
    private static final String END = MARK + "end";

    private SourceRegion() {}

    /**
     * The lines, without the indent that all of them have.
     *
     * @param reference {@code path/from/the/root} or {@code path/from/the/root#name}
     */
    static List<String> read(String reference) throws IOException {
        int hash = reference.indexOf('#');
        Path file = Page.ROOT.resolve(hash < 0 ? reference : reference.substring(0, hash));
        if (!Files.isRegularFile(file)) {
            throw new AssertionError("There is no file " + reference);
        }
        List<String> all = Files.readAllLines(file);
        return hash < 0 ? all : region(all, reference.substring(hash + 1), reference);
    }

    private static List<String> region(List<String> all, String name, String reference) {
        List<String> lines = new ArrayList<>();
        boolean within = false;
        for (String line : all) {
            if (line.strip().equals(MARK + name)) {
                within = true;
            } else if (within && line.strip().equals(END)) {
                return outdented(lines);
            } else if (within) {
                lines.add(line);
            }
        }
        throw new AssertionError("There is no region " + reference + " that begins and ends");
    }

    private static List<String> outdented(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .toList();
    }
}
