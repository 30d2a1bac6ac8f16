package io.github.leat.hdx.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server's first answer told about an object.
 *
 * @param etag entity tag as sent, weak ones too
 * @param lastModified time of the last change
 * @param size bytes, if known
 * @param ranges whether the server gives parts of it
 * @param html whether it is said to be a web page
 * @param head its first bytes; not to be changed
 * @param complete whether these are all
 */
// The array is shared with care: it is the buffer that streams begin with.
@SuppressWarnings("ArrayRecordComponent")
public record HttpObject(
        Optional<String> etag,
        Optional<Instant> lastModified,
        OptionalLong size,
        boolean ranges,
        boolean html,
        byte[] head,
        boolean complete) {

    /** The entity tag, if it promises equal bytes: weak ones do not (RFC 9110, 8.8.1). */
    public Optional<String> strongEtag() {
        return etag.filter(tag -> tag.startsWith("\""));
    }

    /** What changes when the bytes change, ordered by time where the server tells it; empty if it tells nothing. */
    public Optional<String> version() {
        Optional<String> tag = etag.map(value -> value.replaceFirst("^W/", "").replace("\"", ""));
        if (lastModified.isPresent()) {
            String rest = tag.orElse(size.isPresent() ? String.valueOf(size.getAsLong()) : "");
            return Optional.of(lastModified.get() + (rest.isEmpty() ? "" : "/" + rest));
        }
        return tag;
    }

    /** Whether an answer is about other bytes than these. */
    boolean differs(Answer answer) {
        Optional<String> tag = answer.header("ETag");
        if (strongEtag().isPresent() && tag.isPresent()) {
            return !tag.equals(etag);
        }
        Optional<Instant> time = answer.lastModified();
        return lastModified.isPresent() && time.isPresent() && !time.equals(lastModified);
    }
}
