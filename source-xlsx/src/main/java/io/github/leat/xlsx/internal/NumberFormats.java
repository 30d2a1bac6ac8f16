package io.github.leat.xlsx.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the styles of a workbook say about numbers: which of them are dates, and which have leading zeros. */
final class NumberFormats {
    /** How a number is to be taken. */
    enum Kind {
        NUMBER,
        DATE,
        DATE_TIME,
        TIME,
        DURATION
    }

    /** @param digits digits that whole numbers are padded to, 0 for none */
    record Format(Kind kind, int digits) {
        static final Format GENERAL = new Format(Kind.NUMBER, 0);
    }

    private final List<Format> styles;

    private NumberFormats(List<Format> styles) {
        this.styles = styles;
    }

    static NumberFormats read(Archive archive, Optional<String> part) throws IOException {
        List<Format> styles = new ArrayList<>();
        if (part.isEmpty() || !archive.has(part.get())) {
            return new NumberFormats(styles);
        }
        Map<Integer, Format> custom = new HashMap<>();
        List<Integer> cells = new ArrayList<>();
        try (Xml xml = Xml.open(archive.open(part.get()))) {
            boolean inCells = false;
            while (xml.next()) {
                if (xml.starts("numFmt")) {
                    custom.put(number(xml.attribute("numFmtId")), of(xml.attribute("formatCode")));
                } else if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
                    inCells = xml.isStart();
                } else if (inCells && xml.starts("xf")) {
                    cells.add(number(xml.attribute("numFmtId")));
                }
            }
        }
        for (int id : cells) {
            Format format = custom.get(id);
            styles.add(format == null ? builtIn(id) : format);
        }
        return new NumberFormats(styles);
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** The format of a cell's style, as its attribute names it. */
    Format of(int style) {
        return style >= 0 && style < styles.size() ? styles.get(style) : Format.GENERAL;
    }

    /** ECMA-376 part 1, 18.8.30 (numFmt): what the numbers below 164 mean; 27 to 36 and 50 to 58 are dates in East Asia. */
    private static Format builtIn(int id) {
        if ((id >= 14 && id <= 17)
                || (id >= 27 && id <= 31)
                || id == 36
                || (id >= 50 && id <= 54)
                || id == 57
                || id == 58) {
            return new Format(Kind.DATE, 0);
        }
        return switch (id) {
            case 22 -> new Format(Kind.DATE_TIME, 0);
            case 18, 19, 20, 21, 32, 33, 34, 35, 55, 56 -> new Format(Kind.TIME, 0);
            case 45, 47 -> new Format(Kind.TIME, 0);
            case 46 -> new Format(Kind.DURATION, 0);
            default -> Format.GENERAL;
        };
    }

    /** What a format code says: its letters outside quotes, escapes and brackets tell. */
    static Format of(String code) {
        String first = code.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.", "").replaceFirst(";.*", "");
        String lower = first.toLowerCase(Locale.ROOT);
        if (lower.matches(".*\\[(h+|m+|s+)].*")) {
            return new Format(Kind.DURATION, 0);
        }
        String bare = lower.replaceAll("\\[[^]]*]", "").replaceAll("general|am/pm|a/p", "");
        if (bare.matches("0{2,}")) {
            return new Format(Kind.NUMBER, bare.length());
        }
        boolean clock = bare.matches(".*[hs].*");
        boolean day = bare.matches(".*[yd].*") || (bare.contains("m") && !clock);
        if (bare.matches(".*[0#?].*") && !clock && !bare.matches(".*[yd].*")) {
            return Format.GENERAL; // such as 0.0,,"m" with its m not quoted
        }
        return clock && day
                ? new Format(Kind.DATE_TIME, 0)
                : clock ? new Format(Kind.TIME, 0) : day ? new Format(Kind.DATE, 0) : Format.GENERAL;
    }
}
