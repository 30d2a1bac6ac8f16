package io.github.leat.cli;

import io.github.leat.core.infer.Layout;
import io.github.leat.xlsx.SheetChoice;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** What {@code leat preview} prints for people. */
final class PreviewText {
    private static final int SAMPLE_RECORDS = 3;
    private static final String INDENT = "  ";

    private final PrintStream out;
    private final Style style;
    private final int width;

    /** @param width of a line in cells; only what people copy may be longer, where one word of it is */
    PreviewText(PrintStream out, Style style, int width) {
        this.out = out;
        this.style = style;
        this.width = width;
    }

    /**
     * Prints it.
     *
     * @param target what the statements are for
     * @param statements what makes the table
     */
    void print(Layout layout, Optional<SheetChoice> sheet, String target, List<String> statements) {
        LayoutText text = new LayoutText(out, style, width);
        title(layout.text().name());
        sheet.ifPresent(text::print);
        text.print(layout);
        out.println();
        List<String> hints = Hints.of(layout);
        if (!hints.isEmpty()) {
            title("to settle what is doubtful");
            hints.forEach(this::copied);
            out.println();
        }
        title("first records");
        text.printSample(layout, SAMPLE_RECORDS);
        out.println();
        title("in " + target);
        if (layout.schema().size() == 0) {
            out.println(INDENT + "no columns, so there is no table");
        } else {
            statements.stream().flatMap(String::lines).forEach(this::copied);
        }
        out.flush();
    }

    private void title(String text) {
        Cells.wrap(text, width).forEach(line -> out.println(style.bold(line)));
    }

    /** Only broken between words; the rest is further in. */
    private void copied(String text) {
        String line = text.stripTrailing();
        String indent = INDENT + " ".repeat(line.length() - line.stripLeading().length());
        List<String> lines = Cells.wrapWhole(line.strip(), width - indent.length() - INDENT.length());
        out.println(indent + lines.get(0));
        lines.stream().skip(1).forEach(rest -> out.println(indent + INDENT + rest));
    }
}
