package io.github.leat.serve.internal.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Whether a client has the answer already (RFC 9110, "Conditional Requests"). */
final class Conditions {
    private Conditions() {}

    static boolean hasIt(HttpFields headers, String etag, Optional<Instant> updatedAt) {
        String none = headers.get(HttpHeader.IF_NONE_MATCH);
        if (none != null) {
            for (String part : none.split(",", 50)) {
                String tag = part.strip();
                if (tag.equals("*") || strong(tag).equals(strong(etag))) {
                    return true;
                }
            }
            return false;
        }
        long since = headers.getDateField(HttpHeader.IF_MODIFIED_SINCE);
        return since >= 0
                && updatedAt.isPresent()
                && !updatedAt.get().truncatedTo(ChronoUnit.SECONDS).isAfter(Instant.ofEpochMilli(since));
    }

    /** Weak comparison: whatever is before the quotes says nothing. */
    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
