package io.github.leat.xlsx.internal;

import io.github.leat.core.SourceException;
import io.github.leat.core.io.DecompressionLimits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workbook: its sheets and what they share. Read by one thread. */
public final class Workbook implements Closeable {
    /**
     * A worksheet.
     *
     * @param name as on its tab
     * @param part where it is in the archive
     * @param visible whether people see it
     */
    public record SheetRef(String name, String part, boolean visible) {}

    private final Archive archive;
    private final List<SheetRef> sheets;
    private final boolean from1904;
    private final SharedStrings strings;
    private final NumberFormats formats;

    private Workbook(
            Archive archive, List<SheetRef> sheets, boolean from1904, SharedStrings strings, NumberFormats formats) {
        this.archive = archive;
        this.sheets = List.copyOf(sheets);
        this.from1904 = from1904;
        this.strings = strings;
        this.formats = formats;
    }

    /**
     * Opens a workbook.
     *
     * @param name of the source, for errors
     * @throws SourceException if it is none
     */
    public static Workbook open(String name, Path file, DecompressionLimits limits) throws IOException {
        Archive archive = Archive.open(name, file, limits);
        try {
            return open(archive);
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static Workbook open(Archive archive) throws IOException {
        String part = relations(archive, "").values().stream()
                .filter(relation -> relation.type().endsWith("/officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElse("xl/workbook.xml");
        requireWorkbook(archive, part);
        Map<String, Relation> relations = relations(archive, part);
        List<SheetRef> sheets = new ArrayList<>();
        boolean from1904 = false;
        try (Xml xml = Xml.open(archive.open(part))) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    from1904 = xml.attribute("date1904").matches("1|true|on");
                } else if (xml.starts("sheet")) {
                    Relation relation = relations.get(xml.attribute("id"));
                    if (relation != null && relation.type().endsWith("/worksheet")) {
                        String state = xml.attribute("state");
                        boolean visible = state.isEmpty() || state.equals("visible");
                        sheets.add(new SheetRef(xml.attribute("name"), relation.target(), visible));
                    }
                }
            }
        }
        NumberFormats formats = NumberFormats.read(archive, target(relations, "/styles"));
        SharedStrings strings = SharedStrings.read(archive, target(relations, "/sharedStrings"));
        return new Workbook(archive, sheets, from1904, strings, formats);
    }

    private static void requireWorkbook(Archive archive, String part) {
        String kind = part.endsWith(".bin")
                ? "a binary Excel workbook (XLSB)"
                : part.startsWith("word/") ? "a Word document (DOCX)" : part.startsWith("ppt/") ? "slides (PPTX)" : "";
        if (!kind.isEmpty()) {
            throw new SourceException(archive.name() + " is " + kind + ", which is not read. "
                    + (part.endsWith(".bin") ? "Save it as XLSX or CSV." : "Ask the publisher for the table as CSV."));
        }
    }

    private record Relation(String type, String target) {}

    private static Optional<String> target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().endsWith(type))
                .map(Relation::target)
                .findFirst();
    }

    /** What a part refers to, by id; targets are relative to its folder, or begin with a slash. */
    private static Map<String, Relation> relations(Archive archive, String part) throws IOException {
        int slash = part.lastIndexOf('/');
        String folder = part.substring(0, slash + 1);
        String list = folder + "_rels/" + part.substring(slash + 1) + ".rels";
        Map<String, Relation> found = new HashMap<>();
        if (!archive.has(list)) {
            return found;
        }
        try (Xml xml = Xml.open(archive.open(list))) {
            while (xml.next()) {
                if (xml.starts("Relationship")) {
                    String target = xml.attribute("Target");
                    found.put(
                            xml.attribute("Id"),
                            new Relation(
                                    xml.attribute("Type"),
                                    target.startsWith("/") ? target.substring(1) : resolved(folder, target)));
                }
            }
        }
        return found;
    }

    private static String resolved(String folder, String target) {
        Path path = Path.of(folder.isEmpty() ? "." : folder).resolve(target).normalize();
        return path.toString().replace('\\', '/');
    }

    /** The worksheets, in the order of their tabs. */
    public List<SheetRef> sheets() {
        return sheets;
    }

    /** Bytes of a sheet's XML. */
    long size(SheetRef sheet) {
        return archive.size(sheet.part());
    }

    Archive archive() {
        return archive;
    }

    /** Opens the rows of a sheet; to be closed. */
    SheetRows rows(SheetRef sheet) throws IOException {
        return new SheetRows(Xml.open(archive.open(sheet.part())), strings, formats, from1904);
    }

    @Override
    public void close() throws IOException {
        try {
            strings.close();
        } finally {
            archive.close();
        }
    }
}
