package io.github.leat.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong, and what they are told: two lines and an exit code. */
class BadInputTest {
    private static final String SMALL = "a,b\n1,x\n2,y\n";

    @TempDir
    Path directory = Path.of("");

    private CommandRun leat = new CommandRun(directory);

    @BeforeEach
    void start() throws IOException {
        leat = new CommandRun(directory);
        Files.writeString(directory.resolve("small.csv"), SMALL);
    }

    private static void assertRefused(CommandRun.Result result, int code, String what, String advice) {
        assertThat(result.errLines()).as(result.err()).hasSize(2);
        assertThat(result.errLines().get(0)).startsWith("leat: ").contains(what);
        assertThat(result.errLines().get(1)).startsWith("      ").contains(advice);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    load                                       | Missing required parameter | --help
                    load small.csv --frob                      | Unknown option: '--frob' | leat load --help
                    frob                                       | Unmatched argument | leat --help
                    load small.csv --types a=FOO               | There is no type "FOO" | Types are BOOLEAN
                    load small.csv --types a                   | is not a declaration | COLUMN=TYPE
                    load small.csv --types a=LONG,a=TEXT       | declared twice | once
                    load small.csv --types a=DECIMAL(99,2)     | DECIMAL needs a precision | debug
                    load small.csv --throughput fast           | "fast" is not a throughput | 500rec/s
                    load small.csv --throughput 70%            | provisioned capacity | 500rec/s
                    load small.csv --throughput 80wcu/s        | write capacity units | 500rec/s
                    load small.csv --mode merge                | --mode merge is unknown | append, upsert
                    load small.csv --mode upsert               | needs to know which columns | --key
                    load small.csv --schema strict             | --schema strict is unknown | evolve, freeze
                    load small.csv --progress much             | --progress much is unknown | auto or none
                    load small.csv --max-rejects few           | is no number of rejects | 1%
                    load small.csv --rename a                  | is not a new name | OLD=NEW
                    load small.csv --into nowhere              | "nowhere" is not a target | duckdb:FILE
                    load small.csv --into duckdb:              | is not a target | duckdb:FILE
                    load small.csv --into duckdb:x?speed=9     | "speed" is not a setting | Settings are
                    load small.csv --into csv:x --key a        | has no keys | duckdb:FILE
                    load small.csv --into jdbc:postgresql://me:pw@h/d?leatConnections=0 | leatConnections must be 1 or more | all loads share
                    load small.csv --into jdbc:oracle:thin:me/pw@h/d | takes "jdbc:oracle:thin:h/d" | driver's jar
                    load small.csv --into dynamodb:T           | is not a name of a table | 3 to 255
                    load small.csv --into dynamodb:tab?speed=9 | "speed" is not a setting | Settings are
                    load small.csv --into dynamodb:tab --table t | is in the target | dynamodb:t
                    load small.csv --into dynamodb:tab --throughput 170% | at most 100% | debug
                    load small.csv --into redshift:x           | no address of Redshift | redshift://host
                    load small.csv --into redshift://h/d?password=pw@&iamRole=x | lacks the setting staging | redshift://host
                    load hdx:                                  | names no dataset | hdx:DATASET
                    load s3:/bucket/a.csv                      | is not an address of S3 | Write s3://bucket/key
                    load s3://bucket/a.csv?regio=x             | the setting regio | Use endpoint
                    load small.csv --report /no/such/dir/r.json | /no/such/dir/r.json cannot be written | Name a file
                    load small.csv --dry-run --report r.json   | dry run has no report | Leave out
                    load - -                                   | named twice | once
                    redrive small.csv                          | does not tell the table | --table
                    preview small.csv --format xml             | --format xml is unknown | text or json
                    hdx search conflict --format xml           | --format xml is unknown | text or json
                    redshift list                              | Whose snapshots these are is not clear | --cluster
                    serve duckdb:x                             | x is not there | leat load FILE --into
                    aggregate no-such-spec                     | no-such-spec cannot be read | describes a roll-up
                    emr submit s3://b/x.csv                    | Missing required options | --help
                    emr status x                               | Where jobs run is not clear | --application
                    """)
    void wrongByItself(String line, String what, String advice) {
        CommandRun.Result result = leat.run(line.split(" +", -1));
        assertRefused(result, 2, what, advice);
        assertThat(result.err()).doesNotContain("pw@");
        assertThat(directory.resolve("leat.duckdb")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    load missing.csv                        | There is no file | Check its name
                    load no/such/dir/x.csv                  | There is no file | not even its directory exists
                    load .                                  | is a directory | a pattern such as
                    load *.tsv                              | No file matches *.tsv | Check the pattern
                    load small.csv --select a,zz            | small.csv: There is no column "zz" | a, b
                    load small.csv --key zz                 | "zz" is not in the load | a, b
                    load small.csv --types zz=LONG          | has no column "zz" | a, b
                    load small.csv --into csv:no/dir/x.csv  | there is no directory | Make it
                    load small.csv --into duckdb:no/dir/x   | there is no directory | Make it
                    load small.csv --into duckdb:.          | cannot open the database | Check that the path
                    redrive small.csv --table t             | is not a file of rejected records | leat load
                    preview missing.csv                     | There is no file | Check its name
                    """)
    void onlyTheFilesTell(String line, String what, String advice) {
        assertRefused(leat.run(line.split(" +", -1)), 4, what, advice);
    }

    @Test
    void emptyFile() throws IOException {
        Files.writeString(directory.resolve("empty.csv"), "");
        assertRefused(leat.run("load", "empty.csv"), 4, "empty.csv is empty", "Check where it comes from.");
        assertRefused(leat.in("\n\n").run("load", "-"), 4, "stdin is empty", "Check where it comes from.");
    }

    @Test
    void headerOnlyMakesAnEmptyTable() throws IOException {
        Files.writeString(directory.resolve("header.csv"), "a,b\n");
        CommandRun.Result result = leat.run("load", "header.csv");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("read 0 · written 0");
        assertThat(DuckDbRows.of(directory.resolve("leat.duckdb"), "SELECT count(*) FROM header"))
                .containsExactly("0");
    }

    @Test
    void binaryFile() throws IOException {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        Files.write(directory.resolve("noise.csv"), noise);
        assertRefused(leat.run("load", "noise.csv"), 4, "looks like a binary file", "Name a text file");
    }

    @Test
    void oneEndlessLineStopsAtTheLimit() {
        assertRefused(
                leat.in(new Xs(1L << 30)).run("load", "-"), 4, "stdin: the first record does not end", "Check that");
        InputStream afterHeader =
                new SequenceInputStream(new ByteArrayInputStream("a,b\n1,".getBytes(ISO_8859_1)), new Xs(1L << 30));
        assertRefused(leat.in(afterHeader).run("load", "-"), 4, "does not end within 16777216 bytes", "maxRecordBytes");
    }

    private CommandRun.Result loadWithOpenQuote(String below) {
        String good = "1,hello\n".repeat(200_000);
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream(("a,b\n" + good + "2,\"open\n").getBytes(ISO_8859_1)),
                new ByteArrayInputStream(below.repeat(3_000_000).getBytes(ISO_8859_1)));
        return leat.in(in).run("load", "-");
    }

    @Test
    void quoteThatIsNeverClosedInALargeFileCostsItsRecordOnly() {
        CommandRun.Result result = loadWithOpenQuote("1,hello\n");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("written 3,200,000 · rejected 1", "stdin:200002 (record 200001");
    }

    @Test
    void quoteThatIsNeverClosedInALargeFileStopsTheLoadWhereNoRecordsAreBelow() {
        CommandRun.Result result = loadWithOpenQuote("1 hello\n");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.errLines().get(0))
                .contains("stdin:200002 (record 200001", "does not end within 16777216 bytes");
        assertThat(result.errLines().get(1)).contains("Look for a quote that is never closed");
    }

    @Test
    void aMillionColumns() {
        String header = "c,".repeat(999_999) + "c\n";
        assertRefused(leat.in(header).run("load", "-"), 4, "more than 65,536 fields", "maxColumns");
    }

    @Test
    void duplicateAndEmptyHeaderNames() {
        CommandRun.Result result = leat.in("a,a,,b\n1,2,3,4\n").run("load", "-");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(DuckDbRows.of(directory.resolve("leat.duckdb"), "SELECT a, a_2, column_3, b FROM stdin"))
                .containsExactly("1|2|3|4");
    }

    @Test
    void invalidUtf8BeyondTheSampleIsRejected() {
        byte[] good = "1,héllo\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(good, good.length + 4);
        System.arraycopy(new byte[] {'2', ',', (byte) 0xFF, '\n'}, 0, all, good.length, 4);
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream("a,b\n".getBytes(ISO_8859_1)), new ByteArrayInputStream(all));
        CommandRun.Result result = leat.in(in).run("load", "-");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("1 invalid utf8", "stdin:200002 (record 200001", "not UTF-8");
    }

    @Test
    void diskFullForRejects() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full on this system");
        CommandRun.Result result = leat.in("a\n1\nx\n").run("load", "-", "--types", "a=LONG", "--rejects", "/dev/full");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.errLines().get(0)).contains("dead letters cannot be written to /dev/full", "No space left");
        assertThat(result.errLines().get(1)).contains("name another file with --rejects");
    }

    @Test
    void debugAddsTheStackTrace() {
        assertThat(leat.run("load", "missing.csv", "--debug").err()).contains("at io.github.leat.");
        assertThat(leat.run("--debug", "load", "missing.csv").err()).contains("at io.github.leat.");
    }

    /** As many letters x as wanted, none of them kept. */
    private static final class Xs extends InputStream {
        private long left;

        Xs(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }
}
