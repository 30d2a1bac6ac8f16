package io.github.leat.core.record.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dates against the JDK's, anywhere in an array, with wrong characters and days that there are not. */
class TemporalTextTest {
    private static final long SEED = new Random().nextLong();
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    @Test
    void datesAreThoseOfTheJdk() {
        Random random = new Random(SEED);
        for (int i = 0; i < 150_000; i++) {
            String text = text(random);
            EmbeddedText at = EmbeddedText.of(text, random);
            assertEquals(
                    expected(text),
                    TemporalText.parseDate(at.bytes(), at.from(), at.to()),
                    () -> "\"" + text + "\" seed " + SEED);
        }
    }

    @Test
    void everyDayOfEightHundredYearsIsItself() {
        LocalDate day = LocalDate.of(0, 1, 1);
        Random random = new Random(SEED);
        for (; day.getYear() < 800; day = day.plusDays(1)) {
            EmbeddedText at = EmbeddedText.of(day.toString(), random);
            assertEquals(day.toEpochDay(), TemporalText.parseDate(at.bytes(), at.from(), at.to()), day.toString());
        }
    }

    private static long expected(String text) {
        try {
            return FORM.matcher(text).matches() ? LocalDate.parse(text).toEpochDay() : NumberText.INVALID;
        } catch (DateTimeParseException e) {
            return NumberText.INVALID;
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(String.format(
                "%04d-%02d-%02d",
                random.nextInt(10_000), random.nextInt(14), random.nextInt(random.nextBoolean() ? 33 : 29)));
        if (random.nextInt(3) == 0) {
            text.setCharAt(random.nextInt(10), (char) random.nextInt(256));
        }
        if (random.nextInt(20) == 0) {
            text.append('1');
        }
        return text.toString();
    }
}
