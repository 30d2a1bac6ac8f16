package io.github.leat.core.report;

import io.github.leat.core.load.Pacing;
import io.github.leat.core.load.Progress;
import io.github.leat.core.rate.CostUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How fast the load went, what bounded it, how long who waited, and when it committed. */
final class PacePart {
    /** Points of a plot: more are narrower than what the eye tells apart. */
    private static final int POINTS = 60;

    /** Waits come in lumps: each is told when it begins. */
    private static final int POINTS_OF_WAITS = 24;

    private static final int ROWS = 12;
    private static final int TICKS_UP = 4;

    /** Below it a plot would show nothing but the start. */
    private static final double SHORTEST_SECONDS = 0.5;

    private static final int FEWEST_POINTS = 4;

    /** Below it waiting is no reason for anything. */
    private static final double WORTH_A_PLOT = 0.01;

    private final LoadStory story;
    private final Timeline time;
    private final Markup page;
    private final String below;

    private PacePart(LoadStory story, Markup page, String heading) {
        this.story = story;
        this.time = story.timeline();
        this.page = page;
        this.below = "h" + (heading.charAt(1) - '0' + 1);
    }

    static void write(LoadStory story, Markup page, String heading) {
        Progress last = story.timeline().last();
        if (last == null || story.recordsOfRun() == 0) {
            return;
        }
        page.open("section", "class", "card").element(heading, "How fast it went");
        new PacePart(story, page, heading).write(last);
        page.close();
    }

    private void write(Progress last) {
        Pacing pacing = last.pacing();
        facts(last, pacing);
        List<Timeline.Stretch> stretches = time.stretches(POINTS);
        if (time.seconds() < SHORTEST_SECONDS || stretches.size() < FEWEST_POINTS) {
            page.element("p", "It was over too soon for a plot.", "class", "muted");
            return;
        }
        List<Double> commits = stretches.stream()
                .filter(one -> one.commits() > 0)
                .map(Timeline.Stretch::to)
                .toList();
        boolean bounded = stretches.stream().anyMatch(one -> !Double.isNaN(one.allowed()));
        records(stretches, bounded && pacing.unit() == CostUnit.RECORDS, commits);
        text(stretches, bounded && pacing.unit() == CostUnit.BYTES, commits);
        if (bounded && pacing.unit() == CostUnit.WCU) {
            units(stretches);
        }
        waits(time.stretches(POINTS_OF_WAITS), last);
        table(pacing.unit());
    }

    private void facts(Progress last, Pacing pacing) {
        double seconds = Math.max(1e-3, time.seconds());
        page.open("dl", "class", "figures");
        figure("records in a second", Amounts.rate(story.recordsOfRun() / seconds), "on average");
        figure(
                "text in a second",
                Amounts.bytes(story.bytesOfRun() / seconds),
                Amounts.bytes((double) story.bytesOfRun()) + " in all");
        figure("time", Amounts.duration(story.elapsed()), beginning());
        if (pacing.isBounded()) {
            double used = time.spent() / seconds;
            figure(
                    "allowed in a second",
                    amount(pacing.unit(), pacing.allowedPerSecond()),
                    amount(pacing.unit(), used) + " used on average, "
                            + Amounts.percent(used / pacing.allowedPerSecond()));
        }
        figure("waiting for the target", Amounts.duration(pacing.blocked()), "by the reader: back-pressure");
        figure(
                "waiting for the throughput",
                Amounts.duration(last.throttled()),
                pacing.writers() > 1
                        ? "by " + Amounts.count(pacing.writers(), "writer") + " together"
                        : "by the writer");
        if (pacing.throttledRequests() > 0) {
            figure("answers \u201ctoo fast\u201d", Amounts.count(pacing.throttledRequests()), "from the target");
        }
        figure("commits", Amounts.count(time.commits()), lastCommit());
        page.close();
    }

    private String beginning() {
        Duration before = Duration.ofNanos((long) (time.began() * 1e9));
        return before.toMillis() < 100 ? "" : Amounts.duration(before) + " of it before the first record was read";
    }

    private String lastCommit() {
        return story.checkpoint()
                .map(at -> "the last one after record "
                        + Amounts.count(at.position().record()) + ", line "
                        + Amounts.count(at.position().line()))
                .orElse("");
    }

    private void figure(String label, String value, String note) {
        page.open("div").element("dt", label).open("dd").element("strong", value);
        if (!note.isEmpty()) {
            page.text(" ").element("span", note, "class", "muted");
        }
        page.close().close();
    }

    private void records(List<Timeline.Stretch> stretches, boolean bounded, List<Double> commits) {
        double most = most(stretches, Timeline.Stretch::records, bounded);
        plot(
                new Titles("Records in a second", "records", Amounts.rate(most)),
                Axis.ofCounts(most, "records/s", TICKS_UP),
                layers(stretches, Timeline.Stretch::records, bounded),
                commits);
    }

    private void text(List<Timeline.Stretch> stretches, boolean bounded, List<Double> commits) {
        double most = most(stretches, Timeline.Stretch::bytes, bounded);
        plot(
                new Titles("Text in a second", "text", Amounts.bytes(most)),
                Axis.ofBytes(most, TICKS_UP),
                layers(stretches, Timeline.Stretch::bytes, bounded),
                commits);
    }

    private void units(List<Timeline.Stretch> stretches) {
        double most = most(stretches, Timeline.Stretch::spent, true);
        plot(
                new Titles("Write units in a second", "used", Amounts.rate(most)),
                Axis.ofCounts(most, "write units/s", TICKS_UP),
                layers(stretches, Timeline.Stretch::spent, true),
                List.of());
    }

    /**
     * The words of a plot.
     *
     * @param heading what it shows
     * @param main what the area is
     * @param most the largest value, what is allowed included
     */
    private record Titles(String heading, String main, String most) {}

    private static double most(
            List<Timeline.Stretch> stretches, ToDoubleFunction<Timeline.Stretch> value, boolean bounded) {
        return stretches.stream()
                .mapToDouble(one ->
                        Math.max(value.applyAsDouble(one), bounded && !Double.isNaN(one.allowed()) ? one.allowed() : 0))
                .max()
                .orElse(0);
    }

    private static List<Plot.Series> layers(
            List<Timeline.Stretch> stretches, ToDoubleFunction<Timeline.Stretch> value, boolean bounded) {
        Plot.Series main = series("main", true, stretches, value);
        return bounded ? List.of(main, series("bound", false, stretches, Timeline.Stretch::allowed)) : List.of(main);
    }

    private void plot(Titles titles, Axis axis, List<Plot.Series> layers, List<Double> commits) {
        boolean bounded = layers.size() > 1;
        page.open("figure").open("figcaption").element(below, titles.heading() + ", over time");
        legend(bounded ? Map.of(titles.main(), "main", "allowed", "bound") : Map.of(), !commits.isEmpty());
        page.close();
        String label = titles.heading() + " over " + span()
                + (bounded ? ", and what was allowed; at most " : "; at most ") + titles.most() + ".";
        new Plot(label, axis, time.began(), time.end(), layers, commits).draw(page);
        page.close();
    }

    private void waits(List<Timeline.Stretch> stretches, Progress last) {
        double writers =
                last.throttled().toNanos() / 1e9 / Math.max(1, last.pacing().writers());
        double most = Math.max(last.pacing().blocked().toNanos() / 1e9, writers) / time.seconds();
        if (most < WORTH_A_PLOT) {
            return;
        }
        page.open("figure").open("figcaption").element(below, "Waiting");
        legend(Map.of("the reader, for the writers", "main", "the writers, for the throughput", "other"), false);
        page.close();
        new Plot(
                        "Share of the time that the reader waited for the writers, and the writers for the throughput, over "
                                + span() + ".",
                        Axis.ofShares(),
                        time.began(),
                        time.end(),
                        List.of(
                                series("main", true, stretches, Timeline.Stretch::blocked),
                                series("other", false, stretches, Timeline.Stretch::paced)),
                        List.of())
                .draw(page);
        page.close();
    }

    private String span() {
        return Amounts.duration(Duration.ofNanos((long) (time.seconds() * 1e9)));
    }

    private static Plot.Series series(
            String style, boolean filled, List<Timeline.Stretch> stretches, ToDoubleFunction<Timeline.Stretch> value) {
        List<Plot.Step> steps = new ArrayList<>();
        for (Timeline.Stretch one : stretches) {
            double y = value.applyAsDouble(one);
            steps.add(new Plot.Step(
                    one.from(), one.to(), Double.isNaN(y) ? OptionalDouble.empty() : OptionalDouble.of(y)));
        }
        return new Plot.Series(style, filled, steps);
    }

    private void legend(Map<String, String> entries, boolean commits) {
        page.open("span", "class", "legend");
        entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> page.open("span")
                        .empty("span", "class", "swatch " + entry.getValue())
                        .text(entry.getKey())
                        .close());
        if (commits) {
            page.open("span")
                    .element("span", "\u25b2", "class", "mark")
                    .text(" commits")
                    .close();
        }
        page.close();
    }

    private static String amount(CostUnit unit, double perSecond) {
        return switch (unit) {
            case BYTES -> Amounts.bytes(perSecond);
            case RECORDS -> Amounts.rate(perSecond) + (perSecond == 1 ? " record" : " records");
            case WCU -> Amounts.rate(perSecond) + (perSecond == 1 ? " write unit" : " write units");
        };
    }

    /** The plots as figures, in few rows. */
    private void table(CostUnit unit) {
        List<Timeline.Stretch> stretches = time.stretches(ROWS);
        page.open("details").element("summary", "The plots as a table");
        page.open("div", "class", "scroll", "role", "group", "aria-label", "The plots as a table", "tabindex", "0")
                .open("table");
        page.element("caption", "How fast it went, over time", "class", "unseen")
                .open("thead")
                .open("tr");
        for (String head : List.of(
                "From",
                "To",
                "Records/s",
                "Text/s",
                "Used/s",
                "Allowed/s",
                "Reader waited",
                "Writers waited",
                "Commits")) {
            page.element("th", head, "scope", "col", "class", "number");
        }
        page.close().close().open("tbody");
        for (Timeline.Stretch one : stretches) {
            page.open("tr");
            for (String cell : List.of(
                    Amounts.duration(Duration.ofNanos((long) ((one.from() - time.began()) * 1e9))),
                    Amounts.duration(Duration.ofNanos((long) ((one.to() - time.began()) * 1e9))),
                    Amounts.rate(Math.rint(one.records())),
                    Amounts.bytes(one.bytes()),
                    unit == CostUnit.BYTES ? Amounts.bytes(one.spent()) : Amounts.rate(Math.rint(one.spent())),
                    Double.isNaN(one.allowed())
                            ? "no bound"
                            : unit == CostUnit.BYTES ? Amounts.bytes(one.allowed()) : Amounts.rate(one.allowed()),
                    Amounts.percent(one.blocked()),
                    Amounts.percent(one.paced()),
                    Amounts.count(one.commits()))) {
                page.element("td", cell, "class", "number");
            }
            page.close();
        }
        page.close().close().close().close();
    }
}
