package io.github.leat.core.csv;

import java.util.ArrayList;
import java.util.List;

/** The interpretation page as the plainest possible program over characters: what the reader is compared with. */
final class ReferenceCsv {
    private ReferenceCsv() {}

    static List<List<String>> read(String text, char delimiter, char quote) {
        List<List<String>> records = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (isLineEnd(text.charAt(i))) {
                i += lineEnd(text, i);
                continue;
            }
            List<String> record = new ArrayList<>();
            boolean more = true;
            while (more) {
                StringBuilder field = new StringBuilder();
                if (i < text.length() && text.charAt(i) == quote) {
                    i++;
                    while (i < text.length()) {
                        char c = text.charAt(i++);
                        if (c != quote) {
                            field.append(c);
                        } else if (i < text.length() && text.charAt(i) == quote) {
                            field.append(c);
                            i++;
                        } else {
                            break;
                        }
                    }
                }
                while (i < text.length() && text.charAt(i) != delimiter && !isLineEnd(text.charAt(i))) {
                    field.append(text.charAt(i++));
                }
                record.add(field.toString());
                more = i < text.length() && text.charAt(i) == delimiter;
                if (more) {
                    i++;
                }
            }
            if (i < text.length()) {
                i += lineEnd(text, i);
            }
            records.add(record);
        }
        return records;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static int lineEnd(String text, int i) {
        return text.startsWith("\r\n", i) ? 2 : 1;
    }
}
