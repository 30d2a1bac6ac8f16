package io.github.leat.serve.internal.http;

import io.github.leat.serve.internal.api.Problem;
import io.github.leat.serve.internal.api.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Percent-encoded UTF-8, taken strictly: what is neither is refused, not mended. */
final class PercentText {
    private PercentText() {}

    /** The parameters of a query, in order. */
    static List<Map.Entry<String, String>> parameters(@Nullable String query, int most) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        int from = 0;
        while (from <= query.length()) {
            int and = query.indexOf('&', from);
            int end = and < 0 ? query.length() : and;
            if (end > from) {
                if (parameters.size() == most) {
                    throw bad("A request may have " + most + " parameters.");
                }
                String pair = query.substring(from, end);
                int equals = pair.indexOf('=');
                parameters.add(Map.entry(
                        decode(equals < 0 ? pair : pair.substring(0, equals), true),
                        equals < 0 ? "" : decode(pair.substring(equals + 1), true)));
            }
            from = end + 1;
        }
        return parameters;
    }

    /** @param isQuery whether a plus is a blank */
    static String decode(String text, boolean isQuery) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c != '%' && c != '+' && c > ' ' && c < 0x7f;
        }
        if (plain) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw bad("A % in an address begins two hexadecimal digits. Write %25 for a percent sign.");
                }
                bytes.write((high << 4) | low);
                i += 2;
            } else if (c == '+' && isQuery) {
                bytes.write(' ');
            } else if (c <= ' ' || c >= 0x7f) {
                throw bad("An address has only visible characters of ASCII. Percent-encode the others as UTF-8.");
            } else {
                bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("The percent-encoded bytes are not UTF-8.");
        }
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(Problem.of(400, "Bad address", detail));
    }
}
