package io.github.leat.core.infer;

import io.github.leat.core.record.CsvFormat.Escape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names that stand in one or several records: those of a column are joined by blanks, {@code DATE DATE}. */
final class HeaderNames {
    private HeaderNames() {}

    static List<String> join(List<List<String>> records) {
        if (records.size() == 1) {
            return records.get(0);
        }
        int width = records.stream().mapToInt(List::size).max().orElse(0);
        List<String> names = new ArrayList<>(width);
        for (int c = 0; c < width; c++) {
            StringBuilder name = new StringBuilder();
            for (List<String> record : records) {
                String part = c < record.size() ? record.get(c) : "";
                if (!part.isBlank()) {
                    name.append(name.isEmpty() ? "" : " ").append(part);
                }
            }
            names.add(name.toString());
        }
        return names;
    }

    /** The names as a split of one record. */
    static Tokens joined(List<List<String>> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Integer> ends = new ArrayList<>();
        for (String name : join(records)) {
            bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            ends.add(bytes.size());
        }
        Tokens tokens = new Tokens(bytes.toByteArray(), -1, Escape.DOUBLED);
        int from = 0;
        for (int end : ends) {
            tokens.addField(from, end, 0);
            from = end;
        }
        tokens.endRecord(0, from);
        return tokens;
    }
}
