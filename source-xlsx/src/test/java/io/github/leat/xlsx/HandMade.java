package io.github.leat.xlsx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook written part by part, for shapes that no one writer makes. */
final class HandMade {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    private final List<String> names = new ArrayList<>();
    private final List<String> sheets = new ArrayList<>();
    private String workbookProperties = "";
    private String styles = "";
    private String strings = "";

    /** Adds a sheet; its XML is what stands inside the element {@code worksheet}. */
    HandMade sheet(String attributes, String xml) {
        names.add(attributes);
        sheets.add(xml);
        return this;
    }

    /** Adds a visible sheet with these rows. */
    HandMade rows(String name, String rows) {
        return sheet("name=\"" + name + "\"", "<sheetData>" + rows + "</sheetData>");
    }

    HandMade properties(String value) {
        workbookProperties = value;
        return this;
    }

    /** The styles' number formats, by style index. */
    HandMade formats(String... codes) {
        StringBuilder formats = new StringBuilder("<numFmts>");
        StringBuilder cells = new StringBuilder("<cellXfs>");
        for (int i = 0; i < codes.length; i++) {
            String code = codes[i];
            boolean builtIn = code.matches("#\\d+");
            int id = builtIn ? Integer.parseInt(code.substring(1)) : 164 + i;
            if (!builtIn) {
                formats.append("<numFmt numFmtId=\"" + id + "\" formatCode=\"" + code.replace("\"", "&quot;") + "\"/>");
            }
            cells.append("<xf numFmtId=\"" + id + "\" xfId=\"0\"/>");
        }
        styles = "<styleSheet" + MAIN + ">" + formats + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                + cells + "</cellXfs></styleSheet>";
        return this;
    }

    /** The shared strings, each the inside of an {@code si}. */
    HandMade strings(String... items) {
        strings = "<sst" + MAIN + "><si>" + String.join("</si><si>", items) + "</si></sst>";
        return this;
    }

    Path write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, "[Content_Types].xml", "<Types/>");
            put(zip, "_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml")));
            StringBuilder list = new StringBuilder();
            StringBuilder related = new StringBuilder();
            for (int i = 0; i < sheets.size(); i++) {
                list.append("<sheet " + names.get(i) + " sheetId=\"" + (i + 1) + "\" r:id=\"rId" + (i + 1) + "\"/>");
                String target =
                        i % 2 == 0 ? "worksheets/sheet" + (i + 1) + ".xml" : "/xl/worksheets/sheet" + (i + 1) + ".xml";
                related.append(relation("rId" + (i + 1), "worksheet", target));
                put(
                        zip,
                        "xl/worksheets/sheet" + (i + 1) + ".xml",
                        "<worksheet" + MAIN + ">" + sheets.get(i) + "</worksheet>");
            }
            related.append(relation("rId98", "styles", "styles.xml"))
                    .append(relation("rId99", "sharedStrings", "sharedStrings.xml"));
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook" + MAIN + ">" + workbookProperties + "<sheets>" + list + "</sheets></workbook>");
            put(zip, "xl/_rels/workbook.xml.rels", relations(related.toString()));
            if (!styles.isEmpty()) {
                put(zip, "xl/styles.xml", styles);
            }
            if (!strings.isEmpty()) {
                put(zip, "xl/sharedStrings.xml", strings);
            }
        }
        return file;
    }

    private static String relations(String inside) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + inside
                + "</Relationships>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id
                + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type
                + "\" Target=\""
                + target + "\"/>";
    }

    private static void put(ZipOutputStream zip, String part, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(part));
        zip.write((DECLARATION + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
