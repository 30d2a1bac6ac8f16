package io.github.leat.xlsx.internal;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet, one after the other; rows without cells may be left out by the file, or be there. */
final class SheetRows implements Closeable {
    /** Columns that a sheet may have (ECMA-376 and Excel's specification). */
    private static final int MAX_COLUMNS = 16_384;

    private final Xml xml;
    private final SharedStrings strings;
    private final NumberFormats formats;
    private final boolean from1904;
    private final List<@Nullable String> cells = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private long row;
    private int last;

    SheetRows(Xml xml, SharedStrings strings, NumberFormats formats, boolean from1904) {
        this.xml = xml;
        this.strings = strings;
        this.formats = formats;
        this.from1904 = from1904;
    }

    /** Moves to the next row that is there; false after the last. */
    boolean next() throws IOException {
        while (xml.next()) {
            if (xml.starts("row")) {
                readRow();
                return true;
            }
            if (xml.ends("sheetData")) {
                return false;
            }
        }
        return false;
    }

    /** The row's number, from 1. */
    long row() {
        return row;
    }

    /** Columns up to the last one with a value. */
    int width() {
        return last;
    }

    /** The text of a column, from 0; null where the cell is empty. */
    @Nullable
    String cell(int column) {
        return column < last ? cells.get(column) : null;
    }

    /** The texts up to the last one; a copy. */
    List<@Nullable String> copy() {
        return new ArrayList<>(cells.subList(0, last));
    }

    private void readRow() throws IOException {
        cells.clear();
        last = 0;
        String number = xml.attribute("r");
        // rows that go back would be written over each other by a spreadsheet program: they are taken as they come
        long said = number.matches("\\d{1,9}") ? Long.parseLong(number) : row + 1;
        row = Math.max(said, row + 1);
        int column = 0;
        while (xml.next() && !xml.ends("row")) {
            if (xml.starts("c")) {
                int at = column(xml.attribute("r"), column);
                put(at, readCell());
                column = at + 1;
            }
        }
    }

    private void put(int column, @Nullable String value) throws IOException {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (column >= MAX_COLUMNS) {
            throw new IOException("row " + row + " has more than " + MAX_COLUMNS + " columns");
        }
        while (cells.size() <= column) {
            cells.add(null);
        }
        cells.set(column, value);
        last = Math.max(last, column + 1);
    }

    /** The index of a reference such as AB12; the next one where there is none. */
    static int column(String reference, int next) {
        int column = 0;
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                column = column * 26 + c - 'A' + 1;
            } else if (c >= 'a' && c <= 'z') {
                column = column * 26 + c - 'a' + 1;
            } else if (c != '$') {
                break;
            }
            if (column > MAX_COLUMNS) {
                break;
            }
        }
        return column == 0 ? next : column - 1;
    }

    private @Nullable String readCell() throws IOException {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        text.setLength(0);
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("v")) {
                xml.text(text);
            } else if (xml.starts("is")) {
                RichText.read(xml, "is", text);
            } else if (xml.isStart()) {
                xml.skip(); // the formula; its value is beside it
            }
        }
        if (text.length() == 0) {
            return null;
        }
        return switch (type) {
            case "s" -> strings.get(index(text.toString()));
            case "inlineStr", "e", "d" -> text.toString();
            case "str" -> {
                RichText.unescape(text, 0);
                yield text.toString();
            }
            case "b" -> text.toString().strip().matches("1|true") ? "true" : "false";
            default ->
                CellText.of(
                        text.toString(), formats.of(style.matches("\\d{1,6}") ? Integer.parseInt(style) : 0), from1904);
        };
    }

    private int index(String text) throws IOException {
        String plain = text.strip();
        if (!plain.matches("\\d{1,9}")) {
            throw new IOException("a cell of row " + row + " points to a text by " + plain);
        }
        return Integer.parseInt(plain);
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
