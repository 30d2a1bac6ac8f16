package io.github.leat.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.LoadException;
import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadObserver;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.load.Progress;
import io.github.leat.core.load.RejectBudget;
import io.github.leat.core.rate.Throughput;
import io.github.leat.core.rate.Ticker;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.sink.CsvSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final Pattern TAG = Pattern.compile("<([a-z][a-z0-9]*)((?:\\s[^<>]*)?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([a-zA-Z-]+)=\"[^\"]*\"");
    private static final Set<String> TAGS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "a",
            "header",
            "span",
            "svg",
            "rect",
            "path",
            "time",
            "main",
            "h1",
            "h2",
            "h3",
            "h4",
            "p",
            "article",
            "section",
            "dl",
            "div",
            "dt",
            "dd",
            "strong",
            "figure",
            "figcaption",
            "text",
            "details",
            "summary",
            "ul",
            "li",
            "pre",
            "code",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "bdi",
            "footer");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T09:30:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("report.html");
    }

    private Load load(String name, String text) throws IOException {
        Path source = Files.writeString(directory.resolve(name), text);
        return Load.from(FileSource.of(source))
                .into(CsvSink.to(directory.resolve("out-" + name)))
                .deadLetters(DeadLetters.toFile(directory.resolve("rejects.csv")));
    }

    private String page() throws IOException {
        String page = Files.readString(file());
        Set<String> strange = new TreeSet<>();
        Matcher tags = TAG.matcher(page.replaceFirst("<style>[^<]*</style>", ""));
        int found = 0;
        while (tags.find()) {
            found++;
            if (!TAGS.contains(tags.group(1))) {
                strange.add(tags.group(1));
            }
            Matcher attributes = ATTRIBUTE.matcher(tags.group(2));
            while (attributes.find()) {
                String name = attributes.group(1);
                if (name.startsWith("on")
                        || Set.of("style", "src", "srcset", "action").contains(name)) {
                    strange.add(tags.group());
                }
            }
        }
        assertThat(found).isGreaterThan(20);
        assertThat(strange).as("tags and attributes that are not ours").isEmpty();
        assertThat(page.chars().filter(c -> c == '<').count())
                .as("each < begins a tag")
                .isEqualTo(Pattern.compile("</?[a-z][a-z0-9]*(?:\\s[^<>]*)?>|<!doctype html>")
                        .matcher(page)
                        .results()
                        .count());
        return page;
    }

    @Test
    void aCleanLoadIsToldInOneSentence() throws IOException {
        try (ReportPage page = ReportPage.open(file(), CLOCK)) {
            Load load = load("people.csv", "id,name\n1,Ann\n2,Bo\n");
            page.watch(load).fact("mode", "append").next(NextStep.of("Look at it.", "cat out-people.csv"));
            load.run();
        }
        assertThat(page())
                .contains("All 2 records of ", "people.csv</bdi> were written to ")
                .contains("default-src &#39;none&#39;".replace("&#39;", "'"), "27 November 2026, 09:30 UTC")
                .contains("<dt>mode</dt>", "cat out-people.csv", "All 2 values are whole numbers.")
                .doesNotContain("Rejected records, by reason");
        assertThat(directory.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void rejectsAreShownByReasonWithTheTextAtFaultAlone() throws IOException {
        StringBuilder text = new StringBuilder("id,name,secret\n");
        for (int i = 1; i <= 20; i++) {
            text.append(i % 2 == 0 ? "x" + i : i).append(",n,hidden").append(i).append('\n');
        }
        text.append("21,n\n");
        try (ReportPage page = ReportPage.open(file())) {
            Load load = load("rejects.csv", text.toString())
                    .infer(Inference.builder()
                            .types(Map.of("id", ColumnType.LONG))
                            .build());
            ReportSection section = page.section("rejects.csv", "csv", false);
            load.observe(section).deadLetters(DeadLetters.toFile(directory.resolve("dead.csv")));
            LoadReport report = load.run();
            assertThat(report.counts().rejected()).isEqualTo(11);
        }
        String tables = page();
        tables = tables.substring(tables.indexOf("Rejected records, by reason"), tables.indexOf("What was decided"));
        assertThat(tables)
                .contains("Conversion <span class=\"count\">10</span>", "Too few fields <span class=\"count\">1</span>")
                .contains("The first 5 of them", "<bdi>x2</bdi>", "<bdi>x10</bdi>", "not shown")
                .doesNotContain("<bdi>x12</bdi>", "hidden");
    }

    @Test
    void hostileNamesAndValuesAreText() throws IOException {
        String evil = "<script>alert(1)</script>";
        String header = "\"" + evil + "\",\"\"\"><img src=x onerror=alert(2)>\",'onload='x,\u202eevil,"
                + "l".repeat(5000) + "\n";
        String records = "1,&lt;b&gt;,\"a\0b\",\u202erlo,<svg/onload=alert(3)>\nx<!--,</title>,,\u2067,\n";
        try (ReportPage page = ReportPage.open(file())) {
            Load load = load("<b>&\".csv", header + records)
                    .infer(Inference.builder()
                            .types(Map.of(evil, ColumnType.LONG))
                            .build());
            page.watch(load).fact("<i>label", "</dd><script>").next(NextStep.of("<u>", "`<script>`"));
            load.run();
        }
        assertThat(page())
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "[U+202E]",
                        "␀",
                        "<bdi>" + "l".repeat(100) + "…</bdi>",
                        "&lt;b&gt;&amp;&quot;.csv</bdi>")
                .doesNotContain("l".repeat(4000), "\0", "\u202e", "\u2067");
    }

    @Test
    void aLoadThatFailsIsWrittenWithTheReason() throws IOException {
        Load load = load("bad.csv", "id\n1\nx\ny\n")
                .infer(Inference.builder().types(Map.of("id", ColumnType.LONG)).build())
                .maxRejects(RejectBudget.count(1));
        assertThatThrownBy(() -> {
                    // docs: watch
                    try (ReportPage page = ReportPage.open(file())) {
                        page.watch(load);
                        load.run();
                    }
                    // docs: end
                })
                .isInstanceOf(LoadException.class);
        assertThat(page())
                .contains(
                        "<span class=\"badge bad\">Failed</span>", "2 of 3 records were rejected", "none is committed")
                .contains("Conversion <span class=\"count\">2</span>");
    }

    @Test
    void aLoadThatIsInterruptedIsWrittenWithTheReason() throws IOException {
        ReportPage page = ReportPage.open(file());
        Load load = load("long.csv", "id\n" + "1\n".repeat(100_000));
        ReportSection section = page.watch(load);
        load.observe(new LoadObserver() {
            @Override
            public void onProgress(Progress progress) {
                section.onProgress(progress);
                if (progress.counts().read() > 0) {
                    assertThatNoException(() -> page.interrupt("Somebody pulled the plug."));
                    throw new PermanentSinkException("gone");
                }
            }
        });
        assertThatThrownBy(load::run).hasMessage("gone");
        page.close();
        assertThat(page()).contains("<span class=\"badge bad\">Interrupted</span>", "Somebody pulled the plug.");
    }

    private interface Throwing {
        void run() throws IOException;
    }

    private static void assertThatNoException(Throwing action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLoadThatNeverBeganSaysSo() throws IOException {
        try (ReportPage page = ReportPage.open(file())) {
            page.section("gone.csv", "duckdb:x", true).failed("gone.csv does not exist. Check its name.");
        }
        assertThat(page()).contains("did not begin: nothing was written.", "gone.csv does not exist. Check its name.");
    }

    @Test
    void whatCannotBeWrittenIsKnownBeforeTheLoad() throws IOException {
        Path nowhere = directory.resolve("no/such/report.html");
        assertThatThrownBy(() -> ReportPage.open(nowhere)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ReportPage.open(directory)).hasMessageContaining("directory");
        Path notADirectory = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> ReportPage.open(notADirectory.resolve("report.html")))
                .isInstanceOf(IOException.class);
        Files.writeString(file(), "an older page");
        ReportPage.open(file());
        assertThat(file()).as("nothing is touched before the end").hasContent("an older page");
    }

    @Test
    void aPacedLoadHasPlotsOfTheTimeOfItsClock() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 60_000; i++) {
            text.append(i).append(",name ").append(i).append('\n');
        }
        Load load = load("paced.csv", text.toString())
                .throughput(Throughput.recordsPerSecond(100))
                .commitEvery(1 << 30, Duration.ofMinutes(3))
                .ticker(new JumpingTicker());
        try (ReportPage page = ReportPage.open(file())) {
            page.watch(load);
            load.run();
        }
        assertThat(page())
                .contains("Records in a second over 10 min", ", and what was allowed; at most 10")
                .contains("<strong>100</strong> <span class=\"muted\">on average", "100 records used on average, 100%")
                .contains(">minutes</text>", ">records/s</text>", "The plots as a table", "commits");
        assertThat(Files.size(file())).as("bytes of the page").isLessThan(150_000);
    }

    /** Waiting takes no time and moves the clock. */
    private static final class JumpingTicker implements Ticker {
        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void sleep(Duration duration) {
            now.addAndGet(Math.max(0, duration.toNanos()));
        }
    }

    @Test
    void thePageOfManySourcesHasABound() throws IOException {
        try (ReportPage page = ReportPage.open(file())) {
            for (int i = 0; i < 120; i++) {
                Load load = load("many" + i + ".csv", i >= 60 && i < 65 ? "id\nx\n" : "id\n1\n")
                        .infer(Inference.builder()
                                .types(Map.of("id", ColumnType.LONG))
                                .build());
                page.watch(load);
                load.run();
            }
        }
        String page = page();
        assertThat(page).contains("<h1>Load of 120 sources</h1>", "120 records read: 115 written, 5 rejected");
        assertThat(page.split("<article", -1).length - 1).isEqualTo(55);
        assertThat(List.of(page.split("<tr><th scope=\"row\"", -1))).hasSizeGreaterThan(120);
        assertThat(page).contains("href=\"#load-65\"").doesNotContain("href=\"#load-66\"");
    }
}
