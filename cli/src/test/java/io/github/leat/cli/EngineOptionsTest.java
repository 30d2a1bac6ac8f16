package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineOptionsTest {
    @TempDir
    Path directory = Path.of("");

    private CommandRun.Result cat(String text, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "cat";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[options.length + 1] = "-";
        return new CommandRun(directory)
                .in(text.replace("\\n", "\n").replace("\\t", "\t").replace('%', '\\'))
                .run(arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    delimiter:|| ~ id||name\\n1||Ann, Ben\\n2||Cem\\n          ~ id,name\\n1,"Ann, Ben"\\n2,Cem\\n
                    delimiter:¦  ~ id¦name\\n1¦é\\n2¦Cem\\n                  ~ id,name\\n1,é\\n2,Cem\\n
                    fixed:4,6    ~ id  name  \\n1   Zoé   \\n2   Cem   \\n     ~ id,name\\n1,Zoé\\n2,Cem\\n
                    tsv          ~ id\\tname\\n1\\tAnn%nBen\\n2\\tCem\\n       ~ id,name\\n1,"Ann\\nBen"\\n2,Cem\\n
                    mysql        ~ id\\tname\\n1\\t%N\\n2\\tCem\\n             ~ id,name\\n1,\\n2,Cem\\n
                    """)
    void dialectsThatLeatLeavesAloneAreRead(String dialect, String text, String expected) {
        CommandRun.Result result = cat(text, "--dialect", dialect);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(expected.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource({"leat", "univocity", "commons"})
    void everyEngineReadsWhatIsInferred(String engine) {
        CommandRun.Result result = cat("a;b\\n1;\"x;y\"\\n2;\\n", "--engine", engine);
        assertThat(result.out()).isEqualTo("a,b\n1,x;y\n2,\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void previewAndLoadTakeThemToo() {
        CommandRun.Result preview = new CommandRun(directory)
                .in("id||day\n1||2024-01-31\n")
                .run("preview", "--format", "json", "--dialect", "delimiter:||", "-");
        assertThat(preview.out()).contains("\"DATE\"");
        CommandRun.Result load = new CommandRun(directory)
                .in("id||day\n1||2024-01-31\n2||2024-02-01\n")
                .run("load", "--dialect", "delimiter:||", "--into", "csv:out.csv", "-");
        assertThat(load.code()).as(load.err()).isZero();
        assertThat(directory.resolve("out.csv")).hasContent("id,day\n1,2024-01-31\n2,2024-02-01\n");
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(cat("a\\n", "--engine", "excel").errLines())
                .containsExactly("leat: --engine: \"excel\" is no engine.", "      Choose leat, univocity or commons.");
        assertThat(cat("a\\n", "--dialect", "fixed:a").code()).isEqualTo(ExitCode.USAGE);
        assertThat(cat("a\\n", "--dialect", "nosuch").err()).contains("Choose tsv, fixed:WIDTH,");
        assertThat(cat("a\\n", "--engine", "univocity", "--dialect", "mysql").err())
                .contains("does not read --dialect mysql");
    }
}
