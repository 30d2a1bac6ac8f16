package io.github.leat.core.report;

import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LedgerEntry;
import io.github.leat.core.sink.RecordCounts;
import java.util.ArrayList;
import java.util.List;

/** What happened to a load, in a sentence or two. */
final class Sentence {
    private final LoadStory story;
    private final Markup page;

    private Sentence(LoadStory story, Markup page) {
        this.story = story;
        this.page = page;
    }

    static void write(LoadStory story, Markup page) {
        page.open("p", "class", "sentence");
        new Sentence(story, page).write();
        page.close();
    }

    private void write() {
        switch (story.ending()) {
            case LOADED, LOADED_WITH_REJECTS -> loaded();
            case ALREADY_LOADED -> alreadyLoaded();
            case STALE -> {
                page.text("Nothing was done: ").value(story.target()).text(" holds a newer version of ");
                page.value(story.source()).text(".");
            }
            case STOPPED -> {
                page.text("The load of ").value(story.source()).text(" into ").value(story.target());
                page.text(" stopped at its deadline after " + Amounts.duration(story.elapsed()) + ": ");
                page.text(committed() + ". The rest is still to come.");
            }
            case FAILED -> broken("failed");
            case INTERRUPTED -> broken("was interrupted");
            case NOT_BEGUN -> {
                page.text("The load of ").value(story.source()).text(" into ").value(story.target());
                page.text(" did not begin: nothing was written.");
            }
        }
        story.resumedAt().ifPresent(this::resumed);
    }

    private void resumed(Checkpoint at) {
        page.text(" It went on at record " + Amounts.count(at.position().record() + 1)
                + ", where an earlier load was interrupted.");
    }

    private void loaded() {
        RecordCounts counts = story.counts();
        String time = " in " + Amounts.duration(story.elapsed()) + ".";
        if (counts.read() == 0) {
            page.value(story.source())
                    .text(" holds no records. ")
                    .value(story.target())
                    .text(" was made ready for them");
            page.text(time);
            return;
        }
        if (counts.written() == counts.read()) {
            page.text(
                    counts.read() == 1 ? "The one record of " : "All " + Amounts.count(counts.read()) + " records of ");
            page.value(story.source()).text(counts.read() == 1 ? " was written to " : " were written to ");
            page.value(story.target()).text(time);
            return;
        }
        page.text("Of the " + Amounts.count(counts.read(), "record") + " of ").value(story.source());
        page.text(", " + Amounts.count(counts.written()) + (counts.written() == 1 ? " was" : " were") + " written to ");
        page.value(story.target()).text(others(counts)).text(time);
    }

    private static String others(RecordCounts counts) {
        List<String> others = new ArrayList<>();
        add(others, counts.deduplicated(), "dropped for another one of the same key");
        add(others, counts.skipped(), "skipped on purpose");
        add(others, counts.rejected(), "rejected");
        String last = others.isEmpty() ? "" : others.remove(others.size() - 1);
        return (others.isEmpty() ? "" : ", " + String.join(", ", others)) + (last.isEmpty() ? "" : " and " + last);
    }

    private static void add(List<String> others, long count, String what) {
        if (count > 0) {
            others.add(Amounts.count(count) + " " + what);
        }
    }

    private void alreadyLoaded() {
        page.text("Nothing was done: this version of ").value(story.source()).text(" is already loaded into ");
        page.value(story.target());
        if (story.plan() != null) {
            story.plan()
                    .ledger()
                    .map(LedgerEntry::checkpoint)
                    .ifPresent(at -> page.text(" (" + Amounts.count(at.counts().read(), "record") + ")"));
        }
        page.text(".");
    }

    private void broken(String how) {
        page.text("The load of ").value(story.source()).text(" into ").value(story.target());
        page.text(" " + how);
        if (story.counts().read() == 0 && story.checkpoint().isEmpty()) {
            page.text(" before any record was read: nothing was written.");
            return;
        }
        page.text(" after " + Amounts.duration(story.elapsed()) + ": of the "
                + Amounts.count(story.counts().read(), "record") + " read so far, " + committed() + ".");
    }

    private String committed() {
        return story.checkpoint()
                .map(at -> Amounts.count(at.counts().read()) + " up to line "
                        + Amounts.count(at.position().line()) + " are committed, and stay")
                .orElse(story.report() == null ? "those of the last commit stay" : "none is committed");
    }
}
