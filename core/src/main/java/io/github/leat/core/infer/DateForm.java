package io.github.leat.core.infer;

import io.github.leat.core.record.internal.NumberText;
import io.github.leat.core.record.internal.TemporalText;
import io.github.leat.core.schema.ValueFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The form of a date that is not of the ISO form: its parts, what stands between them, and which parts come with a leading
 * zero. Gathers what the values of one column have in common.
 *
 * <p>A value's form is a text in which each run of digits or letters is one letter: {@code n} for one or two digits, {@code
 * y} for four, {@code b} for a month's short name, {@code m} for its long one, {@code h} for "May", which is both; others
 * stand for themselves. {@code 05 March 2020} is {@code n m y}.
 */
final class DateForm {
    private static final int LONGEST_FORM = 24;
    private static final byte[][] MONTHS = Stream.of(
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december")
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    /** How the parts may be read. */
    private enum Order {
        DAY_MONTH_YEAR,
        MONTH_DAY_YEAR,
        YEAR_MONTH_DAY
    }

    private final byte[] scratch = new byte[LONGEST_FORM];
    private byte[] form = new byte[0];
    private final boolean[] unpadded = new boolean[5];
    private boolean consistent = true;

    /** Whether a text reads as a date in at least one order. Allocates nothing. */
    static boolean isDate(byte[] b, int from, int to) {
        int i = from;
        int years = 0;
        int names = 0;
        int yearPart = -1;
        int low = 99;
        int high = 0;
        for (int part = 0; part < 3; part++) {
            int end = i < to ? runEnd(b, i, to) : i;
            int length = end - i;
            if (length == 0) {
                return false;
            } else if (!CellKind.isDigit(b[i])) {
                if (monthLetter(b, i, end) == '?') {
                    return false;
                }
                names++;
            } else if (length == 4) {
                years++;
                yearPart = part;
            } else if (length <= 2) {
                int value = length == 1 ? b[i] - '0' : (b[i] - '0') * 10 + b[i + 1] - '0';
                low = Math.min(low, value);
                high = Math.max(high, value);
            } else {
                return false;
            }
            i = part < 2 ? separatorEnd(b, end, to) : end;
        }
        boolean parts =
                years == 1 && names <= 1 && yearPart != 1 && low >= 1 && high <= 31 && (names == 1 || low <= 12);
        return parts && (i == to || isTime(b, i, to));
    }

    /** After a hyphen, slash, point or blank, perhaps a comma or point before it; the end where there is none. */
    private static int separatorEnd(byte[] b, int from, int to) {
        if (from + 1 >= to) {
            return to;
        }
        if ((b[from] == ',' || b[from] == '.') && b[from + 1] == ' ') {
            return from + 2;
        }
        return b[from] == '-' || b[from] == '/' || b[from] == '.' || b[from] == ' ' ? from + 1 : to;
    }

    private static boolean isTime(byte[] b, int from, int to) {
        boolean start = b[from] == ' ' || b[from] == 'T';
        return start && TemporalText.parseTime(b, from + 1, to) != NumberText.INVALID && to - from <= 9;
    }

    /** Takes one more value of the column. */
    void add(byte[] b, int from, int to) {
        if (!consistent) {
            return;
        }
        int length = 0;
        int number = 0;
        int i = from;
        while (i < to && length < LONGEST_FORM) {
            int end = runEnd(b, i, to);
            if (CellKind.isDigit(b[i])) {
                if (end - i <= 2 && number < 5) {
                    unpadded[number++] |= end - i == 1;
                }
                scratch[length++] = (byte) (end - i <= 2 ? 'n' : end - i == 4 ? 'y' : '?');
            } else if (end - i >= 3) {
                scratch[length++] = monthLetter(b, i, end);
            } else {
                scratch[length++] = b[i];
                end = i + 1;
            }
            i = end;
        }
        merge(i == to ? length : 0);
    }

    private static int runEnd(byte[] b, int from, int to) {
        boolean digit = CellKind.isDigit(b[from]);
        int i = from;
        while (i < to && (digit ? CellKind.isDigit(b[i]) : isLetter(b[i]))) {
            i++;
        }
        return Math.max(i, from + 1);
    }

    private static boolean isLetter(byte b) {
        return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }

    private static byte monthLetter(byte[] b, int from, int to) {
        int length = to - from;
        for (byte[] month : MONTHS) {
            boolean whole = length == month.length;
            if (whole || length == 3) {
                int i = 0;
                while (i < length && (b[from + i] | 0x20) == month[i]) {
                    i++;
                }
                if (i == length) {
                    return (byte) (!whole ? 'b' : length == 3 ? 'h' : 'm');
                }
            }
        }
        return '?';
    }

    private void merge(int length) {
        if (form.length == 0) {
            form = Arrays.copyOf(scratch, length);
            consistent = length > 0;
            return;
        }
        consistent = form.length == length;
        for (int i = 0; consistent && i < length; i++) {
            byte mine = form[i];
            byte other = scratch[i];
            if (mine == 'h' && (other == 'm' || other == 'b')) {
                form[i] = other;
            } else {
                consistent = mine == other || (other == 'h' && (mine == 'm' || mine == 'b'));
            }
        }
    }

    /** The formats that the values may be of: none, one, or two where day and month may be exchanged. */
    List<ValueFormat> formats() {
        if (!consistent) {
            return List.of();
        }
        String shape = new String(form, StandardCharsets.US_ASCII);
        Set<ValueFormat> formats = new LinkedHashSet<>();
        for (Order order : Order.values()) {
            String pattern = pattern(shape, order);
            if (!pattern.isEmpty()) {
                formats.add(new ValueFormat(pattern));
            }
        }
        return List.copyOf(formats);
    }

    private String pattern(String shape, Order order) {
        int time = timeStart(shape);
        String date = shape.substring(0, time);
        String letters = date.replaceAll("[^nymbh?]", "");
        boolean named = letters.matches("n[mbh]y|[mbh]ny|yn[mbh]|y[mbh]n");
        boolean fits = named || letters.equals(order == Order.YEAR_MONTH_DAY ? "ynn" : "nny");
        if (!fits || !date.matches("[nymbh]([-/. ]|, |\\. )[nymbh]([-/. ]|, )[nymbh]")) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < date.length(); i++) {
            char letter = date.charAt(i);
            parts.add(
                    switch (letter) {
                        case 'y' -> "yyyy";
                        case 'm', 'h' -> "MMMM";
                        case 'b' -> "MMM";
                        case 'n' -> numberPart(number++, named, order);
                        default -> String.valueOf(letter);
                    });
        }
        return String.join("", parts) + timePattern(shape.substring(time));
    }

    private String numberPart(int number, boolean named, Order order) {
        boolean day = named || (order == Order.DAY_MONTH_YEAR ? number == 0 : number == 1);
        String letter = day ? "d" : "M";
        return unpadded[number] ? letter : letter + letter;
    }

    private static int timeStart(String shape) {
        for (String time : List.of(" n:n:n", "Tn:n:n", " n:n", "Tn:n")) {
            if (shape.endsWith(time)) {
                return shape.length() - time.length();
            }
        }
        return shape.length();
    }

    private static String timePattern(String shape) {
        if (shape.isEmpty()) {
            return "";
        }
        return shape.charAt(0) + (shape.length() > 4 ? "HH:mm:ss" : "HH:mm");
    }
}
