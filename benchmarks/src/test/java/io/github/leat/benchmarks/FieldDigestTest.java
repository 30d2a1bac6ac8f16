package io.github.leat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldDigestTest {
    @Test
    void sameFieldsAreEqualInAnyOrderOfColumns() {
        assertThat(digest("a", "b", "c", "d")).isEqualTo(byColumn("a", "b", "c", "d"));
    }

    @Test
    void anotherByteMakesADifference() {
        assertThat(digest("a", "b", "c", "d")).isNotEqualTo(digest("a", "b", "c", "e"));
    }

    @Test
    void textThatMovedToTheNextFieldMakesADifference() {
        assertThat(digest("ab", "", "c", "d")).isNotEqualTo(digest("a", "b", "c", "d"));
        assertThat(digest("", "x", "x", "")).isNotEqualTo(digest("x", "", "", "x"));
    }

    @Test
    void touchesAreWhatStringsWouldGive() {
        FieldDigest digest = digest("é", "日本", "📻x", "");

        assertThat(digest.touched(Touch.CHARS)).isEqualTo(1 + 'é' + 2 + '日' + 3 + '\uD83D');
        assertThat(digest.touched(Touch.BYTE_LENGTHS)).isEqualTo(2 + 6 + 5);
        assertThat(digest.touched(Touch.BYTES)).isEqualTo(2 + 6 + 5 + (byte) 0xC3 + (byte) 0xE6 + (byte) 0xF0);
    }

    private static FieldDigest digest(String... fields) {
        FieldDigest digest = new FieldDigest(2);
        for (int i = 0; i < fields.length; i++) {
            digest.add(i % 2, fields[i]);
        }
        return digest;
    }

    private static FieldDigest byColumn(String... fields) {
        FieldDigest digest = new FieldDigest(2);
        for (int column = 1; column >= 0; column--) {
            for (int i = column; i < fields.length; i += 2) {
                digest.add(column, fields[i]);
            }
        }
        return digest;
    }
}
