package io.github.leat.hdx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceVersionTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # hosted; then last_modified (day), hash, size, ETag, Last-Modified (day) of what was fetched and of now
            true,  '1 . 5 . .',  '1 . 5 . .',  SAME,    last_modified is still
            true,  '1 . 5 . .',  '2 . 5 . .',  NEWER,   after
            true,  '2 . 5 . .',  '1 . 5 . .',  UNKNOWN, went back
            true,  '1 h 5 . .',  '1 g 5 . .',  NEWER,   hash
            true,  '1 h . . .',  '1 . 5 . .',  SAME,    still
            true,  '1 . 5 . .',  '1 . 6 . .',  NEWER,   size was 5 and is 6
            true,  '. . . . .',  '1 . . . .',  UNKNOWN, no last_modified
            true,  '. . . . 3',  '1 . . . 3',  SAME,    Last-Modified
            false, '1 . . . .',  '2 . . . .',  UNKNOWN, neither ETag nor Last-Modified
            false, '1 h . . .',  '1 h . . .',  UNKNOWN, neither
            false, '1 . . e .',  '2 . . e .',  SAME,    ETag is still
            false, '1 . . e .',  '1 . . f .',  UNKNOWN, some links do at each call
            false, '1 . . w .',  '1 . . w .',  UNKNOWN, neither
            false, '1 . . . 3',  '1 . . . 3',  SAME,    Last-Modified is still
            false, '1 . . . 3',  '1 . . . 4',  NEWER,   after
            false, '1 . . . 4',  '1 . . . 3',  UNKNOWN, went back
            false, '1 . . e 3',  '1 . . f 3',  UNKNOWN, its ETag differs
            false, '1 . . e 3',  '1 . . f 4',  NEWER,   after
            """)
    void verdicts(boolean hosted, String known, String now, VersionVerdict.Kind kind, String reason) {
        VersionVerdict verdict = version(hosted, now).since(version(hosted, known));
        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.reason()).contains(reason);
    }

    private static ResourceVersion version(boolean hosted, String text) {
        String[] parts = text.split(" ", -1);
        Optional<String> etag = given(parts[3]).map(tag -> tag.equals("w") ? "W/\"w\"" : "\"" + tag + "\"");
        return new ResourceVersion(
                hosted,
                given(parts[0]).map(ResourceVersionTest::day),
                given(parts[1]),
                given(parts[2])
                        .map(size -> OptionalLong.of(Long.parseLong(size)))
                        .orElse(OptionalLong.empty()),
                etag,
                given(parts[4]).map(ResourceVersionTest::day));
    }

    private static Optional<String> given(String part) {
        return part.equals(".") ? Optional.empty() : Optional.of(part);
    }

    private static Instant day(String day) {
        return Instant.parse("2025-01-0" + day + "T00:00:00Z");
    }
}
