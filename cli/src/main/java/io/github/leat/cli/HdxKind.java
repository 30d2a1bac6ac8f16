package io.github.leat.cli;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.hdx.HdxDataset;
import io.github.leat.hdx.HdxResource;
import io.github.leat.hdx.HdxSource;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Files of datasets on HDX: {@code hdx:DATASET} or {@code hdx:DATASET/RESOURCE}. */
final class HdxKind implements SourceKind {
    private static final String SCHEME = "hdx:";

    @Override
    public boolean claims(String argument) {
        return argument.startsWith(SCHEME);
    }

    private static String dataset(String name) {
        int slash = name.indexOf('/');
        return name.substring(SCHEME.length(), slash < 0 ? name.length() : slash);
    }

    /** The resource; empty for the dataset's one table. */
    private static String resource(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(slash + 1);
    }

    @Override
    public List<String> expand(String argument, Surroundings surroundings) {
        if (dataset(argument).isBlank()) {
            throw new UsageException(
                    argument + " names no dataset. Write hdx:DATASET, or hdx:DATASET/RESOURCE; leat hdx search"
                            + " finds them.");
        }
        String resource = resource(argument);
        if (!Glob.isPattern(resource)) {
            return List.of(argument);
        }
        HdxDataset dataset = new HdxSettings(surroundings).client().dataset(dataset(argument));
        boolean named =
                dataset.resources().stream().anyMatch(file -> file.name().equals(resource));
        if (named) {
            return List.of(argument);
        }
        List<String> names = dataset.tables().stream()
                .filter(file -> matches(resource, file, argument))
                .map(file -> SCHEME + dataset.name() + "/" + unique(dataset, file))
                .toList();
        if (names.isEmpty()) {
            throw new SourceException("No table of the dataset " + dataset.name() + " matches " + resource
                    + ". See what it has: leat hdx list " + dataset.name());
        }
        return names;
    }

    private static boolean matches(String pattern, HdxResource file, String argument) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return matcher.matches(Path.of(file.name().replace('/', '_')))
                    || matcher.matches(Path.of(file.fileName().replace('/', '_')));
        } catch (PatternSyntaxException e) {
            throw new UsageException(
                    argument + " is not a pattern: " + e.getDescription() + ". Write one such as *.csv.", e);
        }
    }

    /** The resource's name where it is the only one of that name, else its id. */
    private static String unique(HdxDataset dataset, HdxResource file) {
        long same = dataset.resources().stream()
                .filter(other -> other.name().equals(file.name()))
                .count();
        return same == 1 && !file.name().isBlank() ? file.name() : file.id();
    }

    @Override
    public ByteSource open(String name, Surroundings surroundings) {
        HdxSource source = HdxSource.dataset(dataset(name), new HdxSettings(surroundings).client());
        String resource = resource(name);
        return (resource.isEmpty() ? source : source.resource(resource)).file();
    }

    @Override
    public String fileName(String name) {
        String resource = resource(name);
        return (resource.isEmpty() ? dataset(name) : resource).replaceAll("[/\\\\\\x00]", "_");
    }
}
