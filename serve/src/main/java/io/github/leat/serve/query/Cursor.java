package io.github.leat.serve.query;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended: the identity of its last row. It holds no values, so nothing is rounded on the way, and what is in it is
 * bound as a parameter.
 *
 * @param version the table's when the page was read
 * @param question a hash of the filters and the order
 * @param row the last row's identity as text
 * @param equal how many rows of this identity have been given; 0 where an identity has one row
 */
public record Cursor(String version, String question, String row, int equal) {
    private static final String PART = "cursor";
    private static final int LONGEST = 400;
    private static final Pattern FORM =
            Pattern.compile("1 ([A-Za-z0-9_-]{1,40}) ([0-9a-f]{16}) ([0-9A-Za-z(),]{1,80}) (0|[1-9][0-9]{0,8})");

    /** As given to clients. */
    public String text() {
        String plain = "1 " + version + " " + question + " " + row + " " + equal;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * What {@link #text} has written.
     *
     * @throws QueryException if it is no such text
     */
    public static Cursor parse(String text) {
        if (text.length() <= LONGEST) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                String plain = StandardCharsets.US_ASCII
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                Matcher parts = FORM.matcher(plain);
                if (parts.matches()) {
                    return new Cursor(parts.group(1), parts.group(2), parts.group(3), Integer.parseInt(parts.group(4)));
                }
            } catch (IllegalArgumentException | CharacterCodingException e) {
                // said below
            }
        }
        throw notOne();
    }

    /** What is said of one that does not belong here. */
    public static QueryException notOne() {
        return new QueryException(
                PART,
                "This is no cursor of this request. Take \"next\" of the last page, with the same filters and sort.");
    }
}
