package io.github.leat.core.report;

import java.util.List;

/** The part of the page that is about one load. */
final class SectionMarkup {
    private SectionMarkup() {}

    /**
     * Writes it.
     *
     * @param level of its own heading; those in it are one below
     * @param id of its element
     */
    static String of(LoadStory story, int level, String id) {
        Markup page = new Markup();
        String heading = "h" + (level + 1);
        page.open("article", "class", "load", "id", id, "aria-labelledby", id + "-name");
        badge(page, story.ending());
        page.open("h" + level, "id", id + "-name").value(story.source()).close();
        Sentence.write(story, page);
        story.failure()
                .ifPresent(why ->
                        page.open("p", "class", "note problem").prose(why).close());
        nextSteps(story.nextSteps(), page, heading);
        BalancePart.write(story, page, heading);
        RejectsPart.write(story, page, heading);
        PacePart.write(story, page, heading);
        DecisionPart.write(story, page, heading);
        ColumnsPart.write(story, page, heading);
        return page.close().toString();
    }

    static void badge(Markup page, Ending ending) {
        page.element("span", ending.label(), "class", "badge " + ending.style());
    }

    private static void nextSteps(List<NextStep> steps, Markup page, String heading) {
        if (steps.isEmpty()) {
            return;
        }
        page.open("section", "class", "card next")
                .element(heading, "What to do next")
                .open("ul");
        for (NextStep step : steps) {
            page.open("li").open("p").prose(step.why()).close();
            step.command()
                    .ifPresent(command -> page.open("pre", "tabindex", "0")
                            .element("code", ShownText.prose(command))
                            .close());
            page.close();
        }
        page.close().close();
    }
}
