package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.control.ControlPlaneServer;
import io.github.leat.testkit.control.ReceivedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The restore runbook of docs/redshift.md, run as it stands there against a stub of the control planes. */
class RunbookTest {
    private static final Path PAGE = Path.of("../docs/redshift.md");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern RENAME = Pattern.compile("ALTER TABLE (\\w+)\\.(\\w+) RENAME TO (\\w+);");

    @TempDir
    Path directory = Path.of("");

    private final List<String> ran = new ArrayList<>();

    @Test
    void everyCommandOfTheRunbookWorksInItsOrder() throws IOException {
        System.setProperty("aws.accessKeyId", ControlPlaneServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", ControlPlaneServer.SECRET);
        try (ControlPlaneServer server = ControlPlaneServer.start()) {
            server.cluster("crisis", 2000);
            server.namespace("crisis-ns", "crisis-wg", 2000);
            server.table("crisis", "dev.conflict.events");
            server.table("crisis-ns", "dev.conflict.events");
            for (String line : codeOfTheRunbook()) {
                run(server, line);
            }
            assertThat(ran).hasSizeGreaterThan(15);
            assertThat(server.hasTable("crisis", "dev.conflict.events")).isTrue();
            assertThat(server.hasTable("crisis", "dev.conflict.events_broken")).isTrue();
            assertThat(server.hasTable("crisis", "dev.conflict.events_restored"))
                    .isFalse();
            assertThat(server.hasTable("crisis-ns", "dev.conflict.events_restored"))
                    .isTrue();
            assertThat(server.filledFrom("crisis-ns-restored")).isEqualTo("ns-before-migration");
            assertThat(server.calls("RestoreFromClusterSnapshot"))
                    .extracting(ReceivedCall::parameters)
                    .singleElement()
                    .satisfies(sent -> assertThat(sent)
                            .containsEntry("ClusterIdentifier", "crisis-restored")
                            .containsEntry("IamRoles.IamRoleArn.1", "arn:aws:iam::123456789012:role/copy"));
            assertThat(server.calls("DeleteClusterSnapshot")).hasSize(1);
            assertThat(server.calls("DeleteSnapshot")).hasSize(1);
        }
    }

    /** The lines of the code blocks between the heading of the runbook and the next. */
    private static List<String> codeOfTheRunbook() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("\n### Restore runbook\n");
        assertThat(from).isPositive();
        String chapter = page.substring(from, page.indexOf("\n### ", from + 5));
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : chapter.lines().toList()) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (code && !line.isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private void run(ControlPlaneServer server, String line) {
        Matcher rename = RENAME.matcher(line);
        if (rename.matches()) {
            String from = "dev." + rename.group(1) + "." + rename.group(2);
            String to = "dev." + rename.group(1) + "." + rename.group(3);
            assertThat(server.hasTable("crisis", from)).as(line).isTrue();
            assertThat(server.hasTable("crisis", to)).as(line).isFalse();
            server.dropTable("crisis", from);
            server.table("crisis", to);
            return;
        }
        assertThat(line).startsWith("leat redshift ");
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.substring("leat ".length()));
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        words.addAll(List.of(
                "--region", "eu-central-1", "--endpoint", server.endpoint().toString()));
        CommandRun.Result result =
                new CommandRun(directory).ticker(new ManualTicker()).run(words.toArray(new String[0]));
        assertThat(result.code()).as("%s%n%s", line, result.err()).isZero();
        ran.add(line);
    }
}
