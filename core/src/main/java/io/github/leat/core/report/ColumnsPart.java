package io.github.leat.core.report;

import io.github.leat.core.infer.Evidence;
import io.github.leat.core.infer.Layout;
import io.github.leat.core.load.LoadPlan;
import io.github.leat.core.load.LoadReport;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.schema.ValueFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns: their names in the source and in the target, their types, and why. */
final class ColumnsPart {
    /** A source may have 65,536. */
    private static final int MOST = 500;

    /** What is no better than a guess: a small sample alone makes no type doubtful. */
    private static final double GUESSED = 0.5;

    private final Markup page;
    private final Schema schema;
    private final boolean exhaustive;
    private final boolean tagged;
    private final Map<String, Found> found = new HashMap<>();

    /** What was inferred of a column of the source. */
    private record Found(Column column, Evidence why) {}

    private ColumnsPart(LoadStory story, Schema schema, Markup page) {
        this.page = page;
        this.schema = schema;
        LoadPlan plan = story.plan();
        this.exhaustive = plan != null && plan.layout().exhaustive();
        this.tagged = schema.columns().stream().anyMatch(column -> column.hxl().isPresent());
        if (plan != null) {
            Layout layout = plan.layout();
            for (int i = 0; i < layout.schema().size(); i++) {
                Column column = layout.schema().column(i);
                found.put(column.name(), new Found(column, layout.columns().get(i)));
            }
        }
    }

    static void write(LoadStory story, Markup page, String heading) {
        Schema schema = schema(story);
        if (schema.size() > 0) {
            new ColumnsPart(story, schema, page).write(heading);
        }
    }

    /** As loaded; of a load that did not begin as planned. */
    private static Schema schema(LoadStory story) {
        LoadReport report = story.report();
        LoadPlan plan = story.plan();
        if (report != null && report.schema().size() > 0) {
            return report.schema();
        }
        return plan == null ? Schema.of() : plan.sinkPlan().schema();
    }

    private void write(String heading) {
        page.open("section", "class", "card");
        page.element(heading, Amounts.count(schema.size(), "column"));
        page.open("div", "class", "scroll tall", "role", "group", "aria-label", "Columns", "tabindex", "0");
        page.open("table").element("caption", "Columns, in the order of the target", "class", "unseen");
        page.open("thead").open("tr").element("th", "#", "scope", "col", "class", "number");
        for (String head : List.of("In the source", "In the target", "Type", "Empty values", "Why this type")) {
            page.element("th", head, "scope", "col");
        }
        if (tagged) {
            page.element("th", "HXL tag", "scope", "col");
        }
        page.close().close().open("tbody");
        int shown = Math.min(schema.size(), MOST);
        for (int i = 0; i < shown; i++) {
            row(i + 1, schema.column(i));
        }
        page.close().close().close();
        if (shown < schema.size()) {
            page.element("p", "… and " + Amounts.count(schema.size() - shown, "more column"), "class", "muted");
        }
        page.close();
    }

    private void row(int number, Column column) {
        Found inferred = found.get(column.name());
        page.open("tr").element("td", Amounts.count(number), "class", "number");
        page.open("th", "scope", "row", "class", "name");
        if (column.name().isEmpty()) {
            page.element("span", "without a name", "class", "muted");
        } else {
            page.value(column.name());
        }
        page.close()
                .open("td", "class", "name")
                .open("code")
                .value(column.sqlName())
                .close()
                .close();
        page.open("td", "class", "type").text(column.type().toString());
        column.format()
                .map(ValueFormat::pattern)
                .ifPresent(pattern -> page.text(" ")
                        .open("span", "class", "muted")
                        .value(pattern)
                        .close());
        page.close().element("td", empties(column, inferred)).open("td", "class", "why");
        why(column, inferred);
        page.close();
        if (tagged) {
            page.open("td", "class", "tag");
            column.hxl().ifPresent(tag -> page.open("code").value(tag).close());
            page.close();
        }
        page.close();
    }

    /** Whether a column has empty values, as far as all records were looked at. */
    private String empties(Column column, @Nullable Found inferred) {
        if (inferred == null || !exhaustive) {
            return column.nullable() ? "possible" : "none";
        }
        return inferred.column().nullable() ? "some" : "none";
    }

    private void why(Column column, @Nullable Found inferred) {
        if (inferred == null) {
            page.element("span", "Added by the load.", "class", "muted");
            return;
        }
        Evidence why = inferred.why();
        page.prose(why.summary());
        if (!why.candidates().isEmpty() || why.confidence() <= GUESSED) {
            DecisionPart.doubt(page, why.confidence());
        }
        if (!inferred.column().type().equals(column.type())) {
            page.element(
                    "span",
                    " Read as " + inferred.column().type() + "; " + column.type()
                            + " is what the target has or a later value needed.",
                    "class",
                    "muted");
        }
    }
}
