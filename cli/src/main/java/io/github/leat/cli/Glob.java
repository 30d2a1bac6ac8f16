package io.github.leat.cli;

import io.github.leat.core.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Patterns of file names, as shells expand them: {@code data/*.csv}, {@code **}{@code /*.csv}, {@code [ab]?.csv}. */
final class Glob {
    private final Surroundings surroundings;

    Glob(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The files of a pattern, sorted by name; a name, and a pattern that matches nothing, as it is. */
    List<String> expand(String argument) {
        int special = firstSpecial(argument);
        if (special < 0 || Files.exists(surroundings.resolve(argument))) {
            return List.of(argument);
        }
        int slash = argument.lastIndexOf('/', special);
        String root = argument.substring(0, slash + 1);
        List<String> found = find(root, argument.substring(slash + 1), argument);
        return found.isEmpty() ? List.of(argument) : found;
    }

    private List<String> find(String root, String pattern, String argument) {
        Path start = surroundings.resolve(root);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        List<PathMatcher> matchers = matchers(pattern, argument);
        int depth = pattern.contains("**")
                ? Integer.MAX_VALUE
                : (int) pattern.chars().filter(c -> c == '/').count() + 1;
        try (Stream<Path> paths = Files.walk(start, depth)) {
            return paths.filter(path -> isMatch(start.relativize(path), matchers, pattern))
                    .filter(path -> !Files.isDirectory(path))
                    .map(path -> root + start.relativize(path))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException(
                    argument + " cannot be expanded: " + e.getMessage() + ". Check the permissions of its directories.",
                    e);
        }
    }

    /** Hidden files are matched only by patterns that begin with a point, as in shells. */
    private static boolean isMatch(Path relative, List<PathMatcher> matchers, String pattern) {
        boolean hidden = !pattern.startsWith(".") && relative.toString().startsWith(".");
        return !hidden && matchers.stream().anyMatch(matcher -> matcher.matches(relative));
    }

    /** Java's {@code **}{@code /} wants at least one directory, that of shells none. */
    private static List<PathMatcher> matchers(String pattern, String argument) {
        try {
            return Stream.of(pattern, pattern.replace("**/", ""))
                    .distinct()
                    .map(text -> FileSystems.getDefault().getPathMatcher("glob:" + text))
                    .toList();
        } catch (PatternSyntaxException e) {
            throw new UsageException(
                    argument + " is not a pattern: " + e.getDescription() + ". Write one such as data/*.csv.", e);
        }
    }

    /** Whether a name that no file has is a pattern. */
    static boolean isPattern(String name) {
        return firstSpecial(name) >= 0;
    }

    private static int firstSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[{".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
