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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns: their names in the source and in the target, their types, and why. */
final class ColumnsPart {
    /** A source may have 65,536. */
    private static final int MOST = 500;

    private ColumnsPart() {}

    static void write(LoadStory story, Markup page, String heading) {
        Schema schema = schema(story);
        if (schema.size() == 0) {
            return;
        }
        Map<String, Evidence> why = new HashMap<>();
        Map<String, Column> inferred = new HashMap<>();
        LoadPlan plan = story.plan();
        if (plan != null) {
            Layout layout = plan.layout();
            for (int i = 0; i < layout.schema().size(); i++) {
                why.put(layout.schema().column(i).name(), layout.columns().get(i));
                inferred.put(layout.schema().column(i).name(), layout.schema().column(i));
            }
        }
        boolean tagged =
                schema.columns().stream().anyMatch(column -> column.hxl().isPresent());
        page.open("section", "class", "card");
        page.element(heading, Amounts.count(schema.size(), "column"));
        page.open("div", "class", "scroll tall", "role", "region", "aria-label", "Columns", "tabindex", "0")
                .open("table");
        page.element("caption", "Columns, in the order of the target", "class", "unseen")
                .open("thead")
                .open("tr");
        page.element("th", "#", "scope", "col", "class", "number");
        for (String head : List.of("In the source", "In the target", "Type", "Empty values", "Why this type")) {
            page.element("th", head, "scope", "col");
        }
        if (tagged) {
            page.element("th", "HXL tag", "scope", "col");
        }
        page.close().close().open("tbody");
        int shown = Math.min(schema.size(), MOST);
        for (int i = 0; i < shown; i++) {
            Column column = schema.column(i);
            row(page, i + 1, column, inferred.get(column.name()), why.get(column.name()), tagged);
        }
        page.close().close().close();
        if (shown < schema.size()) {
            page.element("p", "… and " + Amounts.count(schema.size() - shown, "more column"), "class", "muted");
        }
        page.close();
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

    private static void row(
            Markup page, int number, Column column, @Nullable Column inferred, @Nullable Evidence why, boolean tagged) {
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
        page.close();
        page.element("td", empties(column, inferred));
        page.open("td", "class", "why");
        why(page, column, inferred, why);
        page.close();
        if (tagged) {
            page.open("td", "class", "name");
            column.hxl().ifPresent(tag -> page.open("code").value(tag).close());
            page.close();
        }
        page.close();
    }

    private static String empties(Column column, @Nullable Column inferred) {
        if (inferred == null) {
            return column.nullable() ? "possible" : "none";
        }
        return inferred.nullable() ? "seen" : "none seen";
    }

    private static void why(Markup page, Column column, @Nullable Column inferred, @Nullable Evidence why) {
        if (why == null || inferred == null) {
            page.element("span", "Added by the load.", "class", "muted");
            return;
        }
        page.prose(why.summary());
        DecisionPart.doubt(page, why.confidence());
        if (!Objects.equals(inferred.type(), column.type())) {
            page.element(
                    "span",
                    " Read as " + inferred.type() + "; " + column.type()
                            + " is what the target has or a later value needed.",
                    "class",
                    "muted");
        }
    }
}
