package io.github.leat.core.csv.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The validator against the JDK's decoder. */
class Utf8Test {
    private static final String[] PIECES = {"a", "plain ascii", "é", "Ж", "日", "\u0800", "\uFFFF", "😀", "\uD7FF", "\n"
    };

    @Test
    void agreesWithTheDecoderOnDamagedText() {
        Random random = new Random(3);
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            for (int damage = random.nextInt(3); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int to = random.nextInt(bytes.length + 1);
            assertEquals(
                    expected(bytes, to), Utf8.firstInvalid(bytes, 0, to), () -> Arrays.toString(bytes) + " to " + to);
        }
    }

    private static int expected(byte[] bytes, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, to);
        CoderResult result = decoder.decode(in, CharBuffer.allocate(to + 1), true);
        return result.isError() ? in.position() : to;
    }
}
