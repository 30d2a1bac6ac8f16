package io.github.leat.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of the documentation, as its fenced blocks.
 *
 * @param path from the module's directory
 * @param lines all of it
 */
record Page(Path path, List<String> lines) {
    /** The root of the project. */
    static final Path ROOT = Path.of("..");

    private static final String FENCE = "```";
    private static final String COMMENT = "<!-- ";
    private static final String COMMENT_END = " -->";

    /**
     * A fenced block.
     *
     * @param from index of the line after the opening fence
     * @param to index of the closing fence
     * @param language what stands behind the opening fence, such as {@code java}; may be empty
     * @param note what a comment of HTML in the line before the fence says; readers do not see it
     */
    record Block(int from, int to, String language, Optional<String> note) {}

    static Page read(String path) {
        return read(ROOT.resolve(path));
    }

    private static Page read(Path path) {
        try {
            return new Page(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** README and the other pages of the root, of docs/ and of the modules. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path directory : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/decisions"))) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .sorted()
                        .map(Page::read)
                        .forEach(pages::add);
            }
        }
        for (String path : List.of("benchmarks/README.md", "examples/data/README.md")) {
            pages.add(read(path));
        }
        return pages;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int from = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                if (from < 0) {
                    from = i + 1;
                } else {
                    String language = lines.get(from - 1).substring(FENCE.length());
                    blocks.add(new Block(from, i, language, note(from - 2)));
                    from = -1;
                }
            }
        }
        return blocks;
    }

    private Optional<String> note(int line) {
        return Optional.of(line)
                .filter(index -> index >= 0)
                .map(lines::get)
                .filter(text -> text.startsWith(COMMENT) && text.endsWith(COMMENT_END))
                .map(text -> text.substring(COMMENT.length(), text.length() - COMMENT_END.length()));
    }

    List<String> linesOf(Block block) {
        return lines.subList(block.from(), block.to());
    }

    /** {@code docs/x.md:12}, the line of the block's first line. */
    String place(Block block) {
        return ROOT.relativize(path) + ":" + (block.from() + 1);
    }
}
