package io.github.leat.core.infer;

import io.github.leat.core.record.internal.NumberText;
import io.github.leat.core.record.internal.TemporalPattern;
import io.github.leat.core.record.internal.TemporalText;
import io.github.leat.core.schema.ValueFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The form of a date that is not of the ISO form: its parts, what stands between them, and which parts come with a leading
 * zero. Gathers what the values of one column have in common.
 *
 * <p>A value's form is a text in which each run of digits or letters is one letter: {@code n} for one or two digits, {@code
 * y} for four, {@code b} for a month's short name, {@code m} for its long one, {@code h} for "May", which is both; {@code a} for AM or PM; others
 * stand for themselves. {@code 05 March 2020} is {@code n m y}.
 */
final class DateForm {
    private static final int LONGEST_FORM = 24;
    private static final int LONGEST_TEXT = 32;
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

    private static final int NUMBERS = 6;
    private static final Pattern TIME = Pattern.compile("[ T]n:n(:n)?( ?a)?$");
    private static final Pattern DATE = Pattern.compile("[nymbh]([-/. ]|, |\\. )[nymbh](([-/. ]|, )[nymbh])?");
    private static final Pattern NAMED = Pattern.compile("n[mbh][yn]|[mbh]n[yn]|yn[mbh]|y[mbh]n|[mbh][yn]|y[mbh]");
    /** What texts of a shape can be read as; only shapes of dates, of which there are not many. */
    private static final Map<String, TemporalPattern[]> READINGS = new ConcurrentHashMap<>();

    private final byte[] scratch = new byte[LONGEST_FORM];
    private byte[] form = new byte[0];
    private final boolean[] unpadded = new boolean[NUMBERS];
    private boolean certainYear;
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

    /**
     * Whether a text that is not {@link #isDate} reads as a date all the same: with two digits of a year, with a month and a
     * year alone, with a time of twelve hours.
     */
    static boolean isOtherDate(byte[] b, int from, int to) {
        int length = to - from;
        if (length < 5 || length > LONGEST_TEXT || !mayBegin(b, from, to)) {
            return false;
        }
        DateForm one = new DateForm();
        int size = one.shape(b, from, to);
        if (size == 0 || !one.hasParts(size)) {
            return false;
        }
        one.merge(size);
        String key = new String(one.form, StandardCharsets.US_ASCII) + Arrays.toString(one.unpadded);
        TemporalPattern[] readings = READINGS.get(key);
        if (readings == null) {
            readings = one.formats().stream()
                    .map(format -> TemporalPattern.compile(format.pattern()))
                    .toArray(TemporalPattern[]::new);
            if (readings.length > 0) {
                READINGS.put(key, readings);
            }
        }
        for (TemporalPattern reading : readings) {
            if (reading.parseDateTime(b, from, to) != NumberText.INVALID) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBegin(byte[] b, int from, int to) {
        int end = runEnd(b, from, to);
        int run = end - from;
        return CellKind.isDigit(b[from]) ? run <= 2 || run == 4 : run >= 3 && monthLetter(b, from, end) != '?';
    }

    /** Whether there are a month's name or three numbers. */
    private boolean hasParts(int size) {
        int numbers = 0;
        for (int i = 0; i < size; i++) {
            switch (scratch[i]) {
                case 'm', 'b', 'h' -> numbers += 2;
                case 'n', 'y' -> numbers++;
                default -> {}
            }
        }
        return numbers >= 3;
    }

    /** Whether a format has a time of day. */
    static boolean hasTime(ValueFormat format) {
        return format.pattern().contains(":mm");
    }

    /** Whether what a format takes for a year may as well be a day. */
    static boolean mayBeDayOfMonth(String pattern) {
        return pattern.contains("MMM") && pattern.contains("yy") && !pattern.contains("yyyy") && !pattern.contains("d");
    }

    /** Whether some number of one or two digits can only be a year: 00, or above 31. */
    boolean hasCertainYear() {
        return certainYear;
    }

    /** Takes one more value of the column. */
    void add(byte[] b, int from, int to) {
        if (consistent) {
            merge(shape(b, from, to));
        }
    }

    /** Writes the shape of a text; answers its length, or 0 if it has a part that no date has. */
    private int shape(byte[] b, int from, int to) {
        int length = 0;
        int number = 0;
        int i = from;
        while (i < to) {
            int end = runEnd(b, i, to);
            byte letter = letter(b, i, end);
            if (letter == '?' || length == LONGEST_FORM || (letter == 'n' && number == NUMBERS)) {
                return 0;
            }
            if (letter == 'n') {
                unpadded[number++] |= end - i == 1;
                int value = end - i == 1 ? b[i] - '0' : (b[i] - '0') * 10 + b[i + 1] - '0';
                certainYear |= end - i == 2 && (value == 0 || value > 31);
            }
            scratch[length++] = letter;
            i = end;
        }
        return length;
    }

    private static byte letter(byte[] b, int from, int end) {
        int run = end - from;
        if (CellKind.isDigit(b[from])) {
            return (byte) (run <= 2 ? 'n' : run == 4 ? 'y' : '?');
        }
        if (run >= 3) {
            return monthLetter(b, from, end);
        }
        if (run == 2) {
            int first = b[from] | 0x20;
            return (byte) ((first == 'a' || first == 'p') && (b[from + 1] | 0x20) == 'm' ? 'a' : '?');
        }
        return "T-/. ,:".indexOf(b[from]) >= 0 ? b[from] : (byte) '?';
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

    /** The formats that the values may be of: none, one, or several where day, month and year may be exchanged. */
    List<ValueFormat> formats() {
        if (!consistent || form.length == 0) {
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
        Matcher time = TIME.matcher(shape);
        int dateEnd = time.find() ? time.start() : shape.length();
        String date = shape.substring(0, dateEnd);
        String letters = date.replaceAll("[^nymbh]", "");
        List<String> roles = roles(letters, order);
        boolean whole = letters.length() == 3;
        if (roles.isEmpty() || !DATE.matcher(date).matches() || (!whole && dateEnd < shape.length())) {
            return "";
        }
        StringBuilder pattern = new StringBuilder();
        int number = 0;
        int part = 0;
        for (int i = 0; i < date.length(); i++) {
            if ("nymbh".indexOf(date.charAt(i)) < 0) {
                pattern.append(date.charAt(i));
                continue;
            }
            String role = roles.get(part++);
            boolean isNumber = date.charAt(i) == 'n';
            if (isNumber && role.equals("yy") && unpadded[number]) {
                return "";
            }
            boolean twice = isNumber && !role.equals("yy") && !unpadded[number];
            pattern.append(twice ? role + role : role);
            number += isNumber ? 1 : 0;
        }
        return pattern + timePattern(shape.substring(dateEnd), number);
    }

    /** What the parts of a date are, in their order; none if they are no date in this order. */
    private static List<String> roles(String letters, Order order) {
        if (NAMED.matcher(letters).matches()) {
            return named(letters);
        }
        boolean yearFirst = order == Order.YEAR_MONTH_DAY;
        if (letters.equals("nnn") || letters.equals(yearFirst ? "ynn" : "nny")) {
            String year = letters.contains("y") ? "yyyy" : "yy";
            return switch (order) {
                case DAY_MONTH_YEAR -> List.of("d", "M", year);
                case MONTH_DAY_YEAR -> List.of("M", "d", year);
                case YEAR_MONTH_DAY -> List.of(year, "M", "d");
            };
        }
        return List.of();
    }

    /** With a month's name: of two numbers the first is the day; the only number of a date without year is the year. */
    private static List<String> named(String letters) {
        List<String> roles = new ArrayList<>();
        boolean year = letters.contains("y");
        boolean day = letters.length() == 3;
        for (int i = 0; i < letters.length(); i++) {
            switch (letters.charAt(i)) {
                case 'y' -> roles.add("yyyy");
                case 'b' -> roles.add("MMM");
                case 'm', 'h' -> roles.add("MMMM");
                default -> {
                    roles.add(day ? "d" : year ? "?" : "yy");
                    day = false;
                }
            }
        }
        return roles;
    }

    private String timePattern(String shape, int number) {
        if (shape.isEmpty()) {
            return "";
        }
        boolean half = shape.endsWith("a");
        String hour = half ? "h" : "H";
        String seconds = shape.contains("n:n:n") ? ":ss" : "";
        String suffix = half ? (shape.endsWith(" a") ? " a" : "a") : "";
        return shape.charAt(0) + (unpadded[number] ? hour : hour + hour) + ":mm" + seconds + suffix;
    }
}
