package io.github.leat.core.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs at random: what a fuzzer does, without its feedback, and the same in every run. */
final class Mutations {
    private static final List<byte[]> WORDS = List.of(
            word(","),
            word("\""),
            word("\"\""),
            word("\n"),
            word("\r\n"),
            word("\r"),
            word(";"),
            word("\t"),
            word("|"),
            word("'"),
            word("\\"),
            word("\\\""),
            word("\\\n"),
            word("\\\r\n"),
            word("#"),
            word("#adm1+name"),
            word("2024-01-31"),
            word("1.50"),
            word("-9223372036854775808"),
            word("true"),
            word("é"),
            word("日本"),
            word("\uFEFF"),
            new byte[] {0},
            new byte[] {(byte) 0xFF, (byte) 0xFE},
            new byte[] {(byte) 0xC3},
            new byte[] {0x7F},
            word("x".repeat(70)));

    private final List<byte[]> seeds;
    private final Random random;

    Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] next() {
        byte[] input = any(seeds);
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            input = mutate(input);
        }
        return input;
    }

    private byte[] mutate(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + random.nextInt(40));
        return switch (random.nextInt(6)) {
            case 0 -> join(input, at, any(WORDS), at);
            case 1 -> join(input, at, any(WORDS), end);
            case 2 -> join(input, at, new byte[0], end);
            case 3 -> join(input, end, Arrays.copyOfRange(input, at, end), end);
            case 4 -> join(input, at, new byte[] {(byte) random.nextInt(256)}, Math.min(input.length, at + 1));
            default -> {
                byte[] other = any(seeds);
                yield join(input, at, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length), end);
            }
        };
    }

    private byte[] any(List<byte[]> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static byte[] join(byte[] input, int head, byte[] middle, int tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, head);
        out.writeBytes(middle);
        out.write(input, tail, input.length - tail);
        return out.toByteArray();
    }
}
