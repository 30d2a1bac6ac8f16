package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Served;
import io.github.leat.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/tutorial-cli.md, command by command, in a directory of its own: each ends as the page says, and prints what the page shows.
 *
 * <p>{@code <!-- run -->} before a block: its commands end with 0; {@code <!-- run, exit 3 -->}: the last one with 3; {@code <!-- prints
 * -->}: the lines are among those of the last command, in this order, where {@code …} is any text.
 */
class CliTutorialTest {
    private static final Pattern RUN = Pattern.compile("run(?:, exit (\\d))?");

    @TempDir
    Path directory = Path.of("");

    @Test
    void everyCommandDoesWhatThePageSays() throws Exception {
        Path data = Files.createDirectories(directory.resolve("examples/data"));
        for (String file : List.of("conflict_events.csv", "food_prices.csv")) {
            Files.copy(Page.ROOT.resolve("examples/data").resolve(file), data.resolve(file));
        }
        Page page = Page.read("docs/tutorial-cli.md");
        int commands = 0;
        int printed = 0;
        try (HttpFaultServer hdx = catalogue();
                TutorialShell shell = new TutorialShell(directory, PostgresServer.port(), hdx.address(""))) {
            String said = "";
            for (Page.Block block : page.blocks()) {
                String note = block.note().orElse("");
                Matcher run = RUN.matcher(note);
                if (run.matches()) {
                    List<String> lines = ShellLine.of(page.linesOf(block));
                    for (int i = 0; i < lines.size(); i++) {
                        boolean last = i == lines.size() - 1;
                        int expected = last && run.group(1) != null ? Integer.parseInt(run.group(1)) : 0;
                        CommandRun.Result result = shell.run(lines.get(i));
                        // a person in the directory names it by nothing
                        said = (result.out() + result.err()).replace(directory + "/", "");
                        assertThat(result.code())
                                .as(page.place(block) + ": " + lines.get(i) + "\n" + said)
                                .isEqualTo(expected);
                        commands++;
                    }
                } else if (note.equals("prints")) {
                    assertPrinted(page.linesOf(block), said, page.place(block));
                    printed++;
                } else {
                    assertThat(note)
                            .as(page.place(block) + " says neither run nor prints")
                            .startsWith("not run: ");
                }
            }
        }
        assertThat(commands).isGreaterThan(20);
        assertThat(printed).isGreaterThan(5);
    }

    private static void assertPrinted(List<String> shown, String said, String place) {
        List<String> parts = new ArrayList<>();
        for (String line : shown) {
            List<String> texts = new ArrayList<>();
            for (String text : line.split("…", -1)) {
                texts.add(Pattern.quote(text));
            }
            parts.add(String.join(".*", texts));
        }
        Pattern pattern = Pattern.compile("(?m)^" + String.join("$(?s:.*)^", parts) + "$");
        assertThat(pattern.matcher(said).find())
                .as(place + " shows what is not printed. It is:\n" + said)
                .isTrue();
    }

    /** Answers as HDX does, with one dataset. */
    private static HttpFaultServer catalogue() throws IOException {
        HttpFaultServer server = HttpFaultServer.start();
        server.serve("/f/prices.csv", Served.csv("date,market,price\n2026-01-15,Gitega,1.50\n2026-01-15,Ngozi,2.25\n"));
        String dataset =
                "{\"id\": \"d1\", \"name\": \"wfp-food-prices-for-burundi\", \"title\": \"Burundi - Food Prices\","
                        + " \"organization\": {\"name\": \"wfp\"}, \"groups\": [{\"name\": \"bdi\"}], \"tags\": [],"
                        + " \"last_modified\": \"2026-01-20T08:31:51.970130\", \"resources\": [{\"id\": \"r1\", \"name\":"
                        + " \"wfp_food_prices_bdi.csv\", \"format\": \"CSV\", \"url\": \""
                        + server.address("/f/prices.csv")
                        + "\", \"url_type\": \"upload\", \"size\": 72, \"hash\": \"\", \"last_modified\":"
                        + " \"2026-01-20T08:31:51.970130\"}]}";
        Map<String, String> answers = Map.of(
                "/api/3/action/package_show",
                dataset,
                "/api/3/action/package_search",
                "{\"count\": 1, \"results\": [" + dataset + "]}");
        answers.forEach((path, answer) -> server.serve(
                path,
                Served.csv("{\"success\": true, \"result\": " + answer + "}").plain()));
        return server;
    }
}
