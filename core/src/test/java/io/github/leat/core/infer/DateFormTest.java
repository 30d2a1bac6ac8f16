package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell must look like to count as a date before any order of its parts is decided. */
class DateFormTest {
    /** Not at the start of its array, as a cell is. */
    private static boolean isDate(String text) {
        byte[] bytes = ("9," + text + ",9").getBytes(StandardCharsets.UTF_8);
        return DateForm.isDate(bytes, 2, bytes.length - 2);
    }

    private static boolean isOtherDate(String text) {
        byte[] bytes = ("9," + text + ",9").getBytes(StandardCharsets.UTF_8);
        return DateForm.isOtherDate(bytes, 2, bytes.length - 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17/03/2020",
                "3/17/2020",
                "1/1/2020",
                "12/31/2020",
                "31-12-2020",
                "17.03.2020",
                "17 03 2020",
                "17, 03, 2020",
                "2020/3/7",
                "2020 12 01",
                "17 March 2020",
                "17-Mar-2020",
                "17. March 2020",
                "MARCH 31, 2020",
                "2020 May 3",
                "17/03/2020 12:30",
                "17/03/2020T12:30:59",
                "17/03/2020 23:59:59"
            })
    void dayMonthAndYearInSomeOrderAreADate(String text) {
        assertThat(isDate(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13/17/2020",
                "13/13/2020",
                "12/32/2020",
                "0/12/2020",
                "00/00/2020",
                "32 March 2020",
                "0 March 2020",
                "17/2020/03",
                "March 2020 17",
                "17/03/20",
                "2020/2021/3",
                "17/03",
                "17/03/",
                "17//2020",
                "170/03/2020",
                "17/03/02020",
                "March April 2020",
                "17 Marsh 2020",
                "17 Ma 2020",
                "17_03_2020",
                "17,03,2020",
                "17.  March 2020",
                "17/03/2020 ",
                "17/03/2020 25:00",
                "17/03/2020x12:30",
                "17/03/2020 12:30:59.5",
                "17/03/2020/1"
            })
    void whatLacksOneOfThemOrHasMoreIsNone(String text) {
        assertThat(isDate(text)).isFalse();
    }

    /** The bytes around a cell are none of its own. */
    @Test
    void cellEndsWhereItEnds() {
        byte[] bytes = "17/03/2020".getBytes(StandardCharsets.US_ASCII);
        assertThat(DateForm.isDate(bytes, 0, 10)).isTrue();
        assertThat(DateForm.isDate(bytes, 1, 10)).isTrue();
        assertThat(DateForm.isDate(bytes, 0, 9)).isFalse();
        assertThat(DateForm.isDate(bytes, 0, 6)).isFalse();
        assertThat(DateForm.isDate(bytes, 0, 2)).isFalse();
        assertThat(DateForm.isDate(bytes, 10, 10)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17-Mar-20",
                "17/03/20",
                "Mar 2020",
                "March 2020",
                "2020 March",
                "Mar-20",
                "17/03/2020 5:30 PM",
                "March 17, 2020 11:05 am"
            })
    void yearsOfTwoDigitsMonthsAloneAndHoursOfTwelveAreOtherDates(String text) {
        assertThat(isDate(text)).isFalse();
        assertThat(isOtherDate(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2020",
                "12.5",
                "12:30",
                "March",
                "Marsh 2020",
                "17 2020",
                "99/99/99",
                "1-2-3-4-5",
                "17/03/2020 13:30 PM",
                "17/03/2020 5:30 XM",
                "123-45-67",
                "Mar 20x"
            })
    void numbersTimesAndWordsAreNone(String text) {
        assertThat(isOtherDate(text)).isFalse();
    }
}
