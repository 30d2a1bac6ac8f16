package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a file, or in its name, gives no orders to the terminal of who looks at it. */
class TerminalSafetyTest {
    /** Sets the window's title, clears the screen by the one-byte introducer too, hides text, turns the line around. */
    private static final String ORDERS = "a\u001b]0;pwned\u0007\u001b[2J\u009b31mb\u0008\u202Ec";

    private static final String NAME = "ev\u001b[31mil\u009b2J.csv";

    @TempDir
    Path directory = Path.of("");

    private void assertHarmless(CommandRun.Result result, int code) {
        String said = result.out() + result.err();
        assertThat(result.code()).as(said).isEqualTo(code);
        assertThat(said.codePoints().filter(c -> (Character.isISOControl(c) && c != '\n' && c != '\t') || c == 0x202E))
                .as(said)
                .isEmpty();
    }

    private CommandRun.Result run(String... arguments) {
        return new CommandRun(directory).run(arguments);
    }

    @Test
    void neitherHeaderNorValueNorName() throws IOException {
        Files.writeString(
                directory.resolve(NAME), "id," + ORDERS + "\n1," + ORDERS + "\n2,x\n3,y\n4,too,many" + ORDERS + "\n");
        assertHarmless(run("preview", NAME), 0);
        assertHarmless(run("load", NAME, "--dry-run"), 0);
        assertHarmless(run("load", NAME, "--types", "id=LONG"), 3);
        assertHarmless(run("load", NAME, "--into", "duckdb:b", "--max-rejects", "0"), 4);
        assertHarmless(run("load", NAME, "--into", "duckdb:c", "--debug"), 3);
        assertHarmless(run("load", NAME, "--types", ORDERS + "=LONG", "--into", "duckdb:d"), 3);
        assertHarmless(run("load", NAME, "--types", "no" + ORDERS + "=LONG", "--into", "duckdb:e"), 4);
        assertHarmless(run("load", "no" + NAME), 2);
    }
}
