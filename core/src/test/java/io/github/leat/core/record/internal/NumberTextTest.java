package io.github.leat.core.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The parsers of numbers against the JDK's, on texts anywhere in an array, with digits and points around them. */
class NumberTextTest {
    private static final long SEED = new Random().nextLong();
    private static final int ROUNDS = 400_000;
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");
    private static final Pattern LOSSLESS = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    @Test
    void doublesAreThoseOfTheJdk() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            String text = EmbeddedText.number(random);
            EmbeddedText at = EmbeddedText.of(text, random);
            assertEquals(
                    expectedDouble(text),
                    NumberText.parseDouble(at.bytes(), at.from(), at.to(), false),
                    () -> text + " seed " + SEED);
            boolean lossless = LOSSLESS.matcher(text).matches()
                    && new BigDecimal(text).compareTo(new BigDecimal(Double.toString(Double.parseDouble(text)))) == 0;
            if (!text.contains("e") && !text.contains("E") && !isMinusZero(text)) {
                assertEquals(
                        lossless ? expectedDouble(text) : NumberText.INVALID,
                        NumberText.parseDouble(at.bytes(), at.from(), at.to(), true),
                        () -> text + " canonical, seed " + SEED);
            }
        }
    }

    @Test
    void longsAreThoseOfTheJdk() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            String text = EmbeddedText.number(random);
            EmbeddedText at = EmbeddedText.of(text, random);
            assertEquals(
                    expectedLong(text),
                    NumberText.parseLong(at.bytes(), at.from(), at.to(), false),
                    () -> text + " seed " + SEED);
        }
    }

    private static boolean isMinusZero(String text) {
        return text.startsWith("-")
                && NUMBER.matcher(text).matches()
                && new BigDecimal(text.endsWith(".") ? text + "0" : text).signum() == 0;
    }

    private static long expectedDouble(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return NumberText.INVALID;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? NumberText.INVALID : Double.doubleToRawLongBits(value == 0 ? 0.0 : value);
    }

    private static long expectedLong(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return NumberText.INVALID;
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() > 63 || value.equals(LEAST) ? NumberText.INVALID : value.longValue();
    }
}
