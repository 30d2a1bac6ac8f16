package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every block of Java on every page is what stands in a source file that the build compiles, line by line.
 *
 * <p>The comment before the block names the file and the region. {@code -Dleat.pages=write} writes the blocks anew from the files.
 */
class PageSourcesTest {
    private static final String FROM = "from ";
    private static final boolean WRITE = "write".equals(System.getProperty("leat.pages"));

    @Test
    void blocksOfJavaAreCompiled() throws IOException {
        int blocks = 0;
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (block.language().equals("java")) {
                    blocks++;
                    assertThat(block.note().orElse(""))
                            .as("The block of Java at " + page.place(block)
                                    + " is in no source that is compiled. Put it"
                                    + " into a test, between // docs: NAME and // docs: end, and write"
                                    + " <!-- from PATH#NAME --> before the block")
                            .matches("from ([a-z0-9-]+/src/test/java|examples/loads/src/main/java)/.*\\.java(#.+)?");
                }
            }
        }
        assertThat(blocks).isGreaterThan(15);
    }

    @Test
    void blocksAreWhatTheirSourceSays() throws IOException {
        for (Page page : Page.all()) {
            List<String> lines = new ArrayList<>(page.lines());
            List<Page.Block> blocks = page.blocks();
            for (int i = blocks.size() - 1; i >= 0; i--) {
                Page.Block block = blocks.get(i);
                String note = block.note().orElse("");
                if (note.startsWith(FROM)) {
                    List<String> source = SourceRegion.read(note.substring(FROM.length()));
                    if (WRITE) {
                        List<String> old = lines.subList(block.from(), block.to());
                        old.clear();
                        old.addAll(source);
                    } else {
                        assertThat(page.linesOf(block))
                                .as(page.place(block) + " is not what stands in " + note.substring(FROM.length())
                                        + ". Run this test with -Dleat.pages=write")
                                .isEqualTo(source);
                    }
                }
            }
            if (WRITE && !lines.equals(page.lines())) {
                Files.writeString(page.path(), String.join("\n", lines) + "\n");
            }
        }
    }
}
