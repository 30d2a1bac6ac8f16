package io.github.leat.core.infer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** The unquoted texts that mean NULL, as bytes. */
final class NullTexts {
    private final byte[][] texts;

    NullTexts(Set<String> texts) {
        this.texts = texts.stream()
                .filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    boolean isNull(Tokens tokens, int field) {
        if (tokens.isQuoted(field)) {
            return false;
        }
        if (tokens.isEmpty(field)) {
            return true;
        }
        for (byte[] text : texts) {
            if (Arrays.equals(tokens.bytes, tokens.from(field), tokens.to(field), text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }
}
