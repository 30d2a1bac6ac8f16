package io.github.leat.cli;

import io.github.leat.hdx.HdxDataset;
import io.github.leat.hdx.HdxPage;
import io.github.leat.hdx.HdxResource;
import io.github.leat.hdx.SyncOutcome;
import io.github.leat.hdx.SyncReport;
import io.github.leat.hdx.SyncedFile;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Datasets, files and syncs for people, at 80 columns. Names are never cut: they are what one copies. */
final class HdxText {
    private static final int LINE = 80;
    private static final int NAME_FROM = 32;

    private final Surroundings surroundings;

    HdxText(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void print(HdxPage page) {
        Style style = surroundings.outStyle();
        PrintStream out = out();
        if (!page.datasets().isEmpty()) {
            out.println(style.bold(row("CHANGED", "FILES", "NAME, TITLE, ORGANISATION")));
        }
        for (HdxDataset dataset : page.datasets()) {
            String files = dataset.resources().stream()
                    .map(HdxResource::format)
                    .distinct()
                    .collect(Collectors.joining(" "));
            List<String> names = chopped(dataset.name());
            List<String> formats = Cells.wrap(files.isEmpty() ? "none" : files, 20);
            out.println(row(day(dataset.lastModified()), formats.get(0), style.bold(names.get(0))));
            List<String> right = new java.util.ArrayList<>(names.subList(1, names.size()));
            right.addAll(Cells.wrap(dataset.title(), LINE - NAME_FROM));
            right.addAll(Cells.wrap(dataset.organization(), LINE - NAME_FROM));
            for (int i = 0; i < Math.max(right.size(), formats.size() - 1); i++) {
                String left = i + 1 < formats.size() ? formats.get(i + 1) : "";
                String text = i < right.size() ? right.get(i) : "";
                out.println(row("", left, style.dim(text)).stripTrailing());
            }
        }
        out.flush();
        int shown = page.datasets().size();
        surroundings
                .err()
                .println(
                        page.total() == 0
                                ? "No dataset is found. Try fewer words or filters."
                                : Figures.count(page.total(), "dataset")
                                        + (shown < page.total()
                                                ? ", " + Figures.count(shown) + " shown; more with --limit"
                                                : ""));
    }

    void print(HdxDataset dataset) {
        Style style = surroundings.outStyle();
        PrintStream out = out();
        out.println(style.bold(dataset.name()));
        Cells.wrap(dataset.title(), LINE).forEach(out::println);
        String places = String.join(", ", dataset.countries());
        Cells.wrap(dataset.organization() + (places.isEmpty() ? "" : "; " + places), LINE)
                .forEach(line -> out.println(style.dim(line)));
        out.println();
        out.println(style.bold(row("CHANGED", "FORMAT    SIZE", "NAME, PLACE, ID")));
        for (HdxResource file : dataset.resources()) {
            String size = file.size().isPresent() ? Figures.bytes(file.size().getAsLong()) : "?";
            List<String> names = chopped(file.name());
            String format = file.format().length() > 9 ? file.format().substring(0, 8) + "…" : file.format();
            out.println(row(day(file.lastModified()), pad(format, 10) + size, style.bold(names.get(0))));
            names.stream().skip(1).forEach(rest -> out.println(row("", "", style.bold(rest))));
            out.println(row("", "", style.dim(file.hosted() ? "on HDX" : "elsewhere: " + host(file.url()))));
            out.println(row("", "", style.dim(file.id())));
        }
        out.flush();
    }

    /** One file of a sync, when it is done. */
    void print(SyncedFile file) {
        Style style = surroundings.errStyle();
        String what = file.key().orElse(file.name().isEmpty() ? file.dataset() : file.dataset() + "/" + file.name());
        String outcome = switch (file.outcome()) {
            case FETCHED -> "fetched";
            case UNCHANGED -> "unchanged";
            case SAME_CONTENT -> "same";
            case LEFT_OUT -> "left out";
            case FAILED -> "failed";
        };
        String size = file.bytes() > 0 ? "  " + Figures.bytes(file.bytes()) : "";
        String shown = pad(outcome, 10);
        surroundings
                .err()
                .println((file.outcome() == SyncOutcome.FAILED ? style.red(shown) : shown) + style.bold(what) + size);
        Cells.wrap(file.reason(), LINE - 10)
                .forEach(line -> surroundings.err().println(" ".repeat(10) + style.dim(line)));
    }

    void print(SyncReport report) {
        surroundings
                .err()
                .println(Figures.count(report.files().size(), "file") + ": "
                        + report.count(SyncOutcome.FETCHED) + " fetched, "
                        + (report.count(SyncOutcome.UNCHANGED) + report.count(SyncOutcome.SAME_CONTENT))
                        + " unchanged, "
                        + report.count(SyncOutcome.LEFT_OUT) + " left out, " + report.count(SyncOutcome.FAILED)
                        + " failed; "
                        + Figures.bytes(report.bytes()) + " into " + report.landing());
    }

    private PrintStream out() {
        return surroundings.outText();
    }

    private static String row(String first, String second, String third) {
        return pad(first, 12) + pad(second, NAME_FROM - 12) + third;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(text.isEmpty() ? 0 : 1, width - text.length()));
    }

    private static String day(Optional<Instant> time) {
        return time.map(at -> at.toString().substring(0, 10)).orElse("?");
    }

    private static String host(String url) {
        try {
            return String.valueOf(URI.create(url.replace(' ', '+')).getHost());
        } catch (IllegalArgumentException e) {
            return "?";
        }
    }

    /** The text in parts that fit, without a character lost. */
    private static List<String> chopped(String text) {
        List<String> parts = new java.util.ArrayList<>();
        String left = text.isEmpty() ? "(no name)" : text.replaceAll("\\p{Cntrl}+", " ");
        while (left.length() > LINE - NAME_FROM) {
            parts.add(left.substring(0, LINE - NAME_FROM));
            left = left.substring(LINE - NAME_FROM);
        }
        parts.add(left);
        return parts;
    }
}
