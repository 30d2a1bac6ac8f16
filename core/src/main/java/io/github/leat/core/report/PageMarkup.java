package io.github.leat.core.report;

import io.github.leat.core.sink.RecordCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page around its sections. Nothing in it runs, and nothing is fetched: its policy allows its own style sheet alone. */
final class PageMarkup {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);
    private static final String WAVES = "M4 10.5c3.3-3 6.7-3 10 0s6.7 3 10 0M4 18.5c3.3-3 6.7-3 10 0s6.7 3 10 0";

    /**
     * One line of the overview.
     *
     * @param id of the section's element; empty if there is none
     */
    record Line(String source, String target, Ending ending, RecordCounts counts, Optional<String> id) {}

    private PageMarkup() {}

    static String of(List<Line> lines, List<String> sections, Instant written) {
        String style = style();
        Markup page = new Markup();
        page.markup("<!doctype html>\n");
        page.open("html", "lang", "en").open("head").markup("<meta charset=\"utf-8\">");
        page.markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + hash(style) + "'; base-uri 'none'; form-action 'none'\">");
        page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.markup(
                "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">");
        page.element("title", title(lines));
        page.markup("<style>" + style + "</style>").close().open("body");
        page.element("a", "Skip to the report", "class", "skip", "href", "#main");
        page.open("header", "class", "top").open("span", "class", "brand");
        page.open("svg", "viewBox", "0 0 28 28", "width", "28", "height", "28", "aria-hidden", "true");
        page.empty("rect", "class", "seal", "width", "28", "height", "28", "rx", "7");
        page.empty("path", "class", "waves", "d", WAVES).close().text("Leat").close();
        page.open("span", "class", "muted").text("Load report, ");
        page.element("time", WRITTEN.format(written.atOffset(ZoneOffset.UTC)), "datetime", written.toString());
        page.close().close();
        page.open("main", "id", "main", "tabindex", "-1");
        if (lines.size() != 1) {
            overview(page, lines);
        }
        sections.forEach(page::markup);
        page.close();
        page.open("footer", "class", "bottom").open("p");
        page.text(
                "This page is one file: it fetches nothing and runs nothing. Values of the sources are shown as they are, cut at ");
        page.text(ShownText.MOST + " characters.").close().close();
        return page.close().close().toString() + "\n";
    }

    private static String title(List<Line> lines) {
        if (lines.size() != 1) {
            return Amounts.count(lines.size(), "source") + " \u2013 Leat load report";
        }
        Line line = lines.get(0);
        return line.ending().label() + ": " + ShownText.of(line.source()) + " \u2013 Leat load report";
    }

    private static void overview(Markup page, List<Line> lines) {
        RecordCounts sum = lines.stream().map(Line::counts).reduce(RecordCounts.ZERO, RecordCounts::plus);
        page.element("h1", "Load of " + Amounts.count(lines.size(), "source"));
        page.element(
                "p",
                Amounts.count(sum.read(), "record") + " read: " + Amounts.count(sum.written()) + " written, "
                        + Amounts.count(sum.rejected()) + " rejected, " + Amounts.count(sum.deduplicated())
                        + " deduplicated, "
                        + Amounts.count(sum.skipped()) + " skipped.",
                "class",
                "sentence");
        page.open("section", "class", "card").element("h2", "Sources");
        page.open("div", "class", "scroll tall", "role", "group", "aria-label", "Sources", "tabindex", "0")
                .open("table");
        page.element("caption", "What became of each source", "class", "unseen")
                .open("thead")
                .open("tr");
        for (String head : List.of("Source", "Outcome")) {
            page.element("th", head, "scope", "col");
        }
        for (String head : List.of("Read", "Written", "Rejected", "Deduplicated", "Skipped")) {
            page.element("th", head, "scope", "col", "class", "number");
        }
        page.close().close().open("tbody");
        lines.forEach(line -> row(page, line));
        page.close().close().close();
        if (lines.stream().anyMatch(line -> line.id().isEmpty())) {
            page.element(
                    "p",
                    "Sources without a link have no section of their own here: the page shows the first ones, and the first ones"
                            + " in trouble.",
                    "class",
                    "muted");
        }
        page.close();
    }

    private static void row(Markup page, Line line) {
        page.open("tr").open("th", "scope", "row", "class", "name");
        if (line.id().isPresent()) {
            page.open("a", "href", "#" + line.id().get()).value(line.source()).close();
        } else {
            page.value(line.source());
        }
        page.close().open("td");
        SectionMarkup.badge(page, line.ending());
        page.close();
        RecordCounts counts = line.counts();
        for (long count :
                new long[] {counts.read(), counts.written(), counts.rejected(), counts.deduplicated(), counts.skipped()
                }) {
            page.element("td", Amounts.count(count), "class", "number");
        }
        page.close();
    }

    private static String style() {
        try (InputStream in = PageMarkup.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
