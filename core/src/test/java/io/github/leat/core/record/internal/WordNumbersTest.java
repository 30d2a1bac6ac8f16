package io.github.leat.core.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The parsers of short numbers against the general ones: never another answer, and an answer wherever they promise one. */
class WordNumbersTest {
    private static final long SEED = new Random().nextLong();
    private static final int ROUNDS = 400_000;
    private static final Pattern SHORT_LONG = Pattern.compile("0|-?[1-9][0-9]{0,14}|[1-9][0-9]{15}");
    private static final Pattern SHORT_DOUBLE =
            Pattern.compile("(-?[1-9][0-9]{0,6}|[0-9])\\.[0-9]{1,7}|0|-?[1-9][0-9]{0,14}");

    /** Fields begin where bytes before them may not reach back far enough: those are left to the general parsers. */
    private static boolean isDeep(EmbeddedText at) {
        return at.to() >= 2 * Long.BYTES;
    }

    @Test
    void longsAreThoseOfTheGeneralParser() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            boolean canonical = random.nextBoolean();
            String text = EmbeddedText.number(random);
            EmbeddedText at = EmbeddedText.of(text, random);
            long value = WordNumbers.parseLong(at.bytes(), at.from(), at.to(), canonical);
            long expected = NumberText.parseLong(at.bytes(), at.from(), at.to(), canonical);
            check(text, value, expected, isDeep(at) && SHORT_LONG.matcher(text).matches());
        }
    }

    @Test
    void doublesAreThoseOfTheGeneralParser() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            boolean canonical = random.nextBoolean();
            String text = EmbeddedText.number(random);
            EmbeddedText at = EmbeddedText.of(text, random);
            long value = WordNumbers.parseDouble(at.bytes(), at.from(), at.to(), canonical);
            long expected = NumberText.parseDouble(at.bytes(), at.from(), at.to(), canonical);
            check(
                    text,
                    value,
                    expected,
                    isDeep(at) && SHORT_DOUBLE.matcher(text).matches());
        }
    }

    @Test
    void decimalsAreThoseOfTheGeneralParser() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            boolean canonical = random.nextBoolean();
            int precision = 1 + random.nextInt(18);
            int scale = random.nextInt(precision + 1);
            long[] limits = WordNumbers.limits(precision, scale);
            String text = EmbeddedText.number(random);
            EmbeddedText at = EmbeddedText.of(text, random);
            long value = WordNumbers.parseUnscaled(at.bytes(), at.from(), at.to(), scale, limits, canonical);
            long expected = NumberText.parseUnscaled(at.bytes(), at.from(), at.to(), precision, scale, canonical);
            check(
                    text + " as " + precision + ", " + scale,
                    value,
                    expected,
                    isDeep(at)
                            && expected != NumberText.INVALID
                            && SHORT_DOUBLE.matcher(text).matches()
                            && text.length() - 1 - text.indexOf('.') <= scale);
        }
    }

    @Test
    void marksOfAFieldsEndAreNotTaken() {
        EmbeddedText at = EmbeddedText.of("123", new Random(SEED));
        for (int mark : new int[] {Chunk.QUOTED, Chunk.ESCAPED, Chunk.QUOTED | Chunk.ESCAPED}) {
            int end = at.to() | mark;
            assertEquals(NumberText.INVALID, WordNumbers.parseLong(at.bytes(), at.from(), end, false));
            assertEquals(NumberText.INVALID, WordNumbers.parseDouble(at.bytes(), at.from(), end, false));
            assertEquals(
                    NumberText.INVALID,
                    WordNumbers.parseUnscaled(at.bytes(), at.from(), end, 2, WordNumbers.limits(9, 2), false));
        }
    }

    private static void check(String text, long value, long expected, boolean promised) {
        if (promised) {
            assertNotEquals(NumberText.INVALID, value, () -> text + " is short, seed " + SEED);
        }
        if (value != NumberText.INVALID) {
            assertEquals(expected, value, () -> text + " seed " + SEED);
        }
    }
}
