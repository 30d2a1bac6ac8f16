package io.github.leat.cli;

import io.github.leat.core.LoadException;
import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.io.StreamSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sources as the command line names them: paths, patterns, {@code -}, and the kinds that have a scheme. */
final class Sources {
    /** What standard input is called. */
    static final String STDIN = "stdin";

    /** All kinds but files; a new one is added here. */
    private static final List<SourceKind> KINDS = List.of(new HttpKind(), new HdxKind(), new S3Kind());

    private final Surroundings surroundings;

    Sources(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The kind of a name; empty for paths and stdin. */
    static Optional<SourceKind> kind(String name) {
        return KINDS.stream().filter(kind -> kind.claims(name)).findFirst();
    }

    /** Whether a name is that of a local file. */
    boolean isFile(String name) {
        return !name.equals("-") && kind(name).isEmpty();
    }

    /**
     * The names of all sources, patterns expanded and sorted.
     *
     * @throws UsageException if one is empty or no address of its kind, or stdin is named twice
     */
    List<String> expand(List<String> arguments) {
        for (String argument : arguments) {
            requireText(argument);
        }
        if (arguments.stream().filter("-"::equals).count() > 1) {
            throw new UsageException("Standard input (-) is named twice. It can be read only once: name it once.");
        }
        List<String> names = new ArrayList<>();
        for (String argument : arguments) {
            Optional<SourceKind> kind = kind(argument);
            if (argument.equals("-")) {
                names.add(argument);
            } else if (kind.isPresent()) {
                names.addAll(kind.get().expand(argument, surroundings));
            } else {
                names.addAll(new Glob(surroundings).expand(argument));
            }
        }
        return names;
    }

    private static void requireText(String argument) {
        if (argument.isEmpty()) {
            throw new UsageException("A source is empty. Name a file, a pattern such as data/*.csv, or - for stdin.");
        }
    }

    /**
     * Opens one of the names.
     *
     * @throws LoadException if there is no such file or it cannot be read
     */
    ByteSource open(String name) {
        if (name.equals("-")) {
            return StreamSource.of(STDIN, surroundings.in());
        }
        Optional<SourceKind> kind = kind(name);
        if (kind.isPresent()) {
            return kind.get().open(name, surroundings);
        }
        Path path = surroundings.resolve(name);
        if (Glob.isPattern(name) && !Files.exists(path)) {
            throw new SourceException("No file matches " + name + ". Check the pattern, or name the files.");
        }
        FileSource file = FileSource.of(path);
        if (file.isReplayable()) {
            return file;
        }
        try {
            return StreamSource.of(file.name(), file.open(0)); // a pipe: its head can be looked at only so
        } catch (IOException e) {
            throw new SourceException(name + " cannot be read: " + e.getMessage() + ". Check what it is.", e);
        }
    }

    /** The last part of a name, without what says how it is compressed. */
    static String plainFileName(String name) {
        if (name.equals("-")) {
            return STDIN;
        }
        String file = kind(name).map(kind -> kind.fileName(name)).orElseGet(() -> lastPart(name));
        return file.replaceFirst("(?i)(?<=.)\\.(gz|zip|zst|bz2|xz)$", "");
    }

    /** A name as people see it. */
    static String shown(String name) {
        return kind(name).map(kind -> kind.shown(name)).orElse(name);
    }

    private static String lastPart(String path) {
        Path last = Path.of(path).getFileName();
        return last == null ? path : last.toString();
    }
}
