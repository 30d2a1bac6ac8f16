package io.github.leat.core.report;

import io.github.leat.core.infer.Evidence;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.load.LoadPlan;
import java.util.List;
import java.util.Locale;

/** What was decided about the load and how its source was read, each with the evidence and what else was weighed. */
final class DecisionPart {
    /** From here on a confidence is not worth a word. */
    private static final double SURE = 0.9;

    private static final int ALTERNATIVES = 5;

    private DecisionPart() {}

    static void write(LoadStory story, Markup page, String heading) {
        LoadPlan plan = story.plan();
        if (plan == null) {
            return;
        }
        page.open("section", "class", "card").element(heading, "What was decided, and why");
        page.open("dl", "class", "decisions");
        open(page, "decision").text(verdict(plan)).close();
        because(page, ledger(plan)).close().close();
        story.facts().forEach((label, value) -> {
            open(page, label).value(value).close();
            page.close().close();
        });
        for (Evidence step : plan.layout().steps()) {
            step(page, step);
        }
        open(page, "records").text(sampled(plan.layout())).close();
        page.close().close();
        page.close();
        statements(page, plan.sinkPlan().statements());
        page.close();
    }

    /** Opens a term, its description, and the decision in it. */
    private static Markup open(Markup page, String label) {
        return page.open("div").element("dt", label).open("dd").open("span", "class", "decided");
    }

    private static Markup because(Markup page, String reason) {
        return page.open("p", "class", "muted").prose(reason).close();
    }

    private static void step(Markup page, Evidence step) {
        String label = step.step() == Evidence.Step.HXL
                ? "HXL tags"
                : step.step() == Evidence.Step.BELOW
                        ? "below the table"
                        : step.step().name().toLowerCase(Locale.ROOT);
        open(page, label).value(step.decision()).close();
        doubt(page, step.confidence());
        because(page, step.summary());
        alternatives(page, step, label);
        page.close().close();
    }

    static void doubt(Markup page, double confidence) {
        if (confidence < SURE) {
            page.text(" ").element("span", Math.round(confidence * 100) + "% sure", "class", "doubt");
        }
    }

    private static void alternatives(Markup page, Evidence step, String label) {
        List<Evidence.Candidate> others = step.candidates().stream()
                .filter(candidate -> !candidate.decision().equals(step.decision()))
                .limit(ALTERNATIVES)
                .toList();
        if (others.isEmpty()) {
            return;
        }
        page.open("details").open("summary").text("What else was weighed");
        page.element("span", " for " + label, "class", "unseen").close();
        page.open("ul");
        double best = step.candidates().get(0).score();
        for (Evidence.Candidate other : others) {
            page.open("li").value(other.decision());
            if (best > 0) {
                page.element(
                        "span",
                        " " + Amounts.percent(Math.max(0, other.score() / best)) + " of the best score",
                        "class",
                        "muted");
            }
            page.close();
        }
        page.close().close();
    }

    private static String verdict(LoadPlan plan) {
        return switch (plan.verdict()) {
            case LOAD -> "load it";
            case RESUME -> "go on where an earlier load was interrupted";
            case ALREADY_LOADED -> "skip it: this version is loaded";
            case STALE -> "skip it: a newer version is loaded";
        };
    }

    private static String ledger(LoadPlan plan) {
        String version = plan.load()
                .version()
                .map(name -> "Version " + ShownText.of(name))
                .orElse("It has no version");
        String known = plan.ledger()
                .map(entry -> "the target's ledger has version "
                        + entry.version().map(ShownText::of).orElse("without a name")
                        + (entry.completed()
                                ? ", loaded to its end"
                                : ", interrupted at record "
                                        + Amounts.count(
                                                entry.checkpoint().position().record())))
                .orElse("the target's ledger does not know the source");
        return version + "; " + known + ".";
    }

    private static String sampled(Layout layout) {
        return Amounts.count(layout.recordsSampled())
                + (layout.exhaustive() ? ", all there are, were looked at" : " were looked at; the source has more");
    }

    private static void statements(Markup page, List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        page.open("details").element("summary", "What the target was asked to do");
        page.open("div", "class", "scroll", "role", "group", "aria-label", "Statements", "tabindex", "0")
                .open("pre");
        for (String statement : statements) {
            page.open("code").text(ShownText.prose(statement)).close().text("\n");
        }
        page.close().close().close();
    }
}
