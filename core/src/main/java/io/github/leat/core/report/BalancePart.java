package io.github.leat.core.report;

import io.github.leat.core.sink.RecordCounts;
import java.util.List;
import java.util.Locale;

/** The balance of a load: what became of the records, as a bar and as an equation. */
final class BalancePart {
    private static final int WIDTH = 1000;

    private record Share(String name, String style, long count) {}

    private BalancePart() {}

    static void write(LoadStory story, Markup page, String heading) {
        RecordCounts counts = story.counts();
        if (counts.read() == 0) {
            return;
        }
        long known = counts.written() + counts.deduplicated() + counts.rejected() + counts.skipped();
        long open = Math.max(0, counts.read() - known);
        List<Share> shares = List.of(
                new Share("written", "written", counts.written()),
                new Share("deduplicated", "deduplicated", counts.deduplicated()),
                new Share("rejected", "rejected", counts.rejected()),
                new Share("skipped", "skipped", counts.skipped()),
                new Share("not settled", "open", open));
        page.open("section", "class", "card balance").element(heading, "What became of the records");
        bar(page, shares, counts.read());
        page.open("dl", "class", "terms");
        term(page, "read", "read", Amounts.count(counts.read()), "");
        for (Share share : shares) {
            if (share.style().equals("open") && open == 0) {
                continue;
            }
            String part = share.count() == 0 ? "" : Amounts.percent(share.count() / (double) counts.read());
            term(page, share.style(), share.name(), Amounts.count(share.count()), part);
        }
        page.close();
        if (story.ending().isBroken()) {
            page.element(
                    "p", "Written is what the target took; of that, what is committed stays.", "class", "muted hint");
        }
        page.close();
    }

    private static void term(Markup page, String style, String name, String count, String part) {
        page.open("div", "class", "term");
        page.open("dt").empty("span", "class", "swatch " + style).text(name).close();
        page.open("dd").element("strong", count);
        if (!part.isEmpty()) {
            page.text(" ").element("span", part, "class", "muted");
        }
        page.close().close();
    }

    private static void bar(Markup page, List<Share> shares, long all) {
        page.open(
                "svg",
                "class",
                "bar",
                "viewBox",
                "0 0 " + WIDTH + " 16",
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        double x = 0;
        for (Share share : shares) {
            double width = share.count() == 0 ? 0 : Math.max(4, WIDTH * (share.count() / (double) all));
            if (width > 0) {
                page.empty(
                        "rect",
                        "class",
                        share.style(),
                        "x",
                        String.format(Locale.ROOT, "%.1f", Math.min(x, WIDTH - 4)),
                        "y",
                        "0",
                        "width",
                        String.format(Locale.ROOT, "%.1f", width),
                        "height",
                        "16");
            }
            x += width;
        }
        page.close();
    }
}
