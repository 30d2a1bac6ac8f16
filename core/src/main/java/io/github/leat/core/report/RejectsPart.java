package io.github.leat.core.report;

import io.github.leat.core.load.LoadReport;
import io.github.leat.core.record.RejectCode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rejects by reason, the most frequent first, with a few samples of each. */
final class RejectsPart {
    private RejectsPart() {}

    static void write(LoadStory story, Markup page, String heading) {
        LoadReport report = story.report();
        if (report == null
                || (report.counts().rejected() == 0 && report.rejects().isEmpty())) {
            return;
        }
        String below = "h" + (heading.charAt(1) - '0' + 1);
        page.open("section", "class", "card").element(heading, "Rejected records, by reason");
        long known =
                report.rejects().values().stream().mapToLong(Long::longValue).sum();
        report.deadLetters()
                .ifPresent(file -> page.open("p", "class", "muted")
                        .text("All of them are in ")
                        .value(file)
                        .text(", with their raw texts.")
                        .close());
        if (known < report.counts().rejected()) {
            page.element(
                    "p",
                    "Earlier runs of this load rejected "
                            + Amounts.count(report.counts().rejected() - known) + " more; they are not below.",
                    "class",
                    "muted");
        }
        byCount(report.rejects()).forEach(entry -> write(story, entry, page, below));
        page.close();
    }

    private static List<Map.Entry<RejectCode, Long>> byCount(Map<RejectCode, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<RejectCode, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static void write(LoadStory story, Map.Entry<RejectCode, Long> entry, Markup page, String heading) {
        RejectCode code = entry.getKey();
        page.open("div", "class", "reason");
        page.open(heading).text(label(code) + " ");
        page.element("span", Amounts.count(entry.getValue()), "class", "count");
        page.close();
        page.element("p", explanation(code), "class", "muted");
        List<RejectSamples.Sample> samples = story.samples().of(code);
        if (!samples.isEmpty()) {
            table(page, label(code), samples, entry.getValue());
        }
        page.close();
    }

    private static void table(Markup page, String label, List<RejectSamples.Sample> samples, long all) {
        String caption =
                (all > samples.size() ? "The first " + samples.size() + " of them" : "All of them") + ": " + label;
        page.open("div", "class", "scroll", "role", "group", "aria-label", caption, "tabindex", "0");
        page.open("table")
                .element("caption", caption, "class", "unseen")
                .open("thead")
                .open("tr");
        for (String head : List.of("Line", "Record")) {
            page.element("th", head, "scope", "col", "class", "number");
        }
        for (String head : List.of("Column", "Text in the file", "Reason")) {
            page.element("th", head, "scope", "col");
        }
        page.close().close().open("tbody");
        for (RejectSamples.Sample sample : samples) {
            page.open("tr");
            page.element("td", Amounts.count(sample.position().line()), "class", "number");
            page.element("td", Amounts.count(sample.position().record()), "class", "number");
            page.open("td");
            if (sample.column().isEmpty()) {
                page.element("span", "the whole record", "class", "muted");
            } else {
                page.value(sample.column());
            }
            page.close().open("td", "class", "raw");
            if (sample.text().isEmpty()) {
                page.element("span", "not shown", "class", "muted");
            } else if (sample.text().get().isEmpty()) {
                page.element("span", "empty", "class", "muted");
            } else {
                page.open("code").value(sample.text().get()).close();
            }
            page.close()
                    .open("td", "class", "why")
                    .prose(sample.reason())
                    .close()
                    .close();
        }
        page.close().close().close();
    }

    private static String label(RejectCode code) {
        String words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (code) {
            case INVALID_UTF8 -> "Invalid UTF-8";
            case NUL_CHARACTER -> "NUL character";
            default -> Character.toUpperCase(words.charAt(0)) + words.substring(1);
        };
    }

    private static String explanation(RejectCode code) {
        return switch (code) {
            case TOO_FEW_FIELDS -> "The record has fewer fields than there are columns.";
            case TOO_MANY_FIELDS -> "The record has more fields than there are columns.";
            case STRAY_QUOTE -> "A quote stands inside an unquoted field, or text after a closing quote.";
            case UNTERMINATED_QUOTE -> "A quote opens and does not close where it should.";
            case INVALID_UTF8 -> "The bytes are not UTF-8 text.";
            case NUL_CHARACTER -> "The text holds a NUL character, which databases cannot store.";
            case FIELD_TOO_LARGE -> "A field is longer than the format allows.";
            case CONVERSION -> "The text is not a value of the column's type.";
            case NULL_NOT_ALLOWED -> "The value is missing in a column that must have one.";
            case DUPLICATE_KEY -> "Another record of this load has the same key.";
            case VALUE_TOO_LARGE -> "The target cannot hold the value: it is too long or out of range.";
            case REFUSED_BY_TARGET -> "The target refused the record, with its own reason.";
            case TRANSFORM -> "A step of the load refused the record.";
        };
    }
}
