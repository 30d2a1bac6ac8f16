package io.github.leat.xlsx.internal;

import io.github.leat.core.Excerpt;
import io.github.leat.core.SourceException;
import io.github.leat.xlsx.internal.Workbook.SheetRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sheet that is read, and how.
 *
 * @param number of its tab, from 1
 * @param width columns that each record has at least
 * @param header rows that are one record, the header
 * @param reason why this one
 */
public record SheetPlan(
        SheetRef sheet,
        int number,
        int width,
        MergedCells merged,
        JoinedHeader header,
        String reason,
        List<String> names) {

    /**
     * Chooses a sheet.
     *
     * @param wanted its name, or its number from 1; empty: by evidence
     * @throws SourceException if there is no such sheet
     */
    public static SheetPlan choose(Workbook workbook, Optional<String> wanted) throws IOException {
        List<SheetRef> sheets = workbook.sheets();
        List<String> names = sheets.stream().map(SheetRef::name).toList();
        String source = workbook.archive().name();
        if (sheets.isEmpty()) {
            throw new SourceException(
                    source + " is a workbook (XLSX) without a worksheet. Check that it is the right file.");
        }
        if (wanted.isPresent()) {
            int index = index(names, wanted.get());
            if (index < 0) {
                throw new SourceException(source + " has no sheet " + Excerpt.of(wanted.get())
                        + ". Name one of its sheets, or" + " its number: " + listed(names));
            }
            SheetSample sample = SheetSample.of(workbook, sheets.get(index));
            return plan(workbook, index, sample.width(), "It was named.");
        }
        return byEvidence(workbook, names);
    }

    private static SheetPlan byEvidence(Workbook workbook, List<String> names) throws IOException {
        List<SheetRef> sheets = workbook.sheets();
        boolean anyVisible = sheets.stream().anyMatch(SheetRef::visible);
        List<SheetSample> samples = new ArrayList<>();
        int best = -1;
        for (int i = 0; i < sheets.size(); i++) {
            samples.add(SheetSample.of(workbook, sheets.get(i)));
            boolean candidate = sheets.get(i).visible() || !anyVisible;
            if (candidate
                    && (best < 0 || samples.get(i).score() > samples.get(best).score())) {
                best = i;
            }
        }
        SheetSample chosen = samples.get(best);
        String reason = names.size() == 1
                ? "It is the only sheet."
                : "It is most of a table: " + chosen.records() + " of its first " + chosen.rows()
                        + " rows are filled like the header above them. The others: "
                        + others(sheets, samples, best) + ". Choose another one with --sheet.";
        return plan(workbook, best, chosen.width(), reason);
    }

    private static SheetPlan plan(Workbook workbook, int index, int width, String reason) throws IOException {
        SheetRef sheet = workbook.sheets().get(index);
        List<String> names = workbook.sheets().stream().map(SheetRef::name).toList();
        MergedCells merged = MergedCells.read(workbook.archive(), sheet.part());
        JoinedHeader header = JoinedHeader.find(workbook, sheet, merged);
        return new SheetPlan(sheet, index + 1, width, merged, header, reason, names);
    }

    private static String others(List<SheetRef> sheets, List<SheetSample> samples, int best) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < sheets.size() && texts.size() < 5; i++) {
            if (i != best) {
                texts.add(Excerpt.of(sheets.get(i).name())
                        + (sheets.get(i).visible() ? " " + samples.get(i).records() : " (hidden)"));
            }
        }
        return String.join(", ", texts) + (sheets.size() > 6 ? ", …" : "");
    }

    private static int index(List<String> names, String wanted) {
        if (names.contains(wanted)) {
            return names.indexOf(wanted);
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).strip().equalsIgnoreCase(wanted.strip())) {
                return i;
            }
        }
        int number = wanted.matches("\\d{1,4}") ? Integer.parseInt(wanted) : 0;
        return number >= 1 && number <= names.size() ? number - 1 : -1;
    }

    private static String listed(List<String> names) {
        return names.stream().limit(20).map(Excerpt::of).collect(Collectors.joining(", "));
    }
}
