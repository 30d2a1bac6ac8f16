package io.github.leat.lambda;

import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of the test's catalogue. */
final class InventedEvents {
    private static final Pattern ID = Pattern.compile("(?m)^(\\d+,\\d+,)([A-Z]{3}\\d)");
    private static final Pattern END = Pattern.compile(",(\\d+),(\\d+),([A-Z]{3})\n");

    private InventedEvents() {}

    /** Events whose ids begin with a text. */
    static byte[] of(long seed, long records, String prefix) {
        byte[] content = CsvGenerator.builder(CsvShape.ACLED)
                .seed(seed)
                .records(records)
                .build()
                .toBytes();
        Matcher ids = ID.matcher(new String(content, StandardCharsets.UTF_8));
        return ids.replaceAll("$1" + prefix + "$2").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] ofMegabytes(long seed, int megabytes) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        CsvGenerator.builder(CsvShape.ACLED)
                .seed(seed)
                .bytes(megabytes * 1_000_000L)
                .build()
                .writeTo(content);
        return content.toByteArray();
    }

    /** A version in which five records have {@code fatalities} 1000, with three records more. */
    static byte[] newer(byte[] content) {
        Matcher ends = END.matcher(new String(content, StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5 && ends.find(); i++) {
            ends.appendReplacement(text, ",1000,$2,$3\n");
        }
        ends.appendTail(text);
        String more = new String(of(5, 3, "M"), StandardCharsets.UTF_8);
        return text.append(more.substring(more.indexOf('\n') + 1)).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The beginning of a PDF. */
    static byte[] pdf() {
        return "%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\nendobj\n".getBytes(StandardCharsets.ISO_8859_1);
    }
}
