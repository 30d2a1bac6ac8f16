package io.github.leat.testkit.server;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a {@link FaultyProxy} does to one request and its answer. Heads are the lines up to the blank one, each ended by CRLF.
 *
 * @param request changes the request's head
 * @param response changes the answer's head
 * @param bodyBytes after so many bytes of the answer's body the connection ends
 * @param longest how long the answer's body may take; what is not sent by then is not sent, and the connection is reset
 * @param instead an answer in place of the server's, which is not asked then
 */
public record WireFault(
        UnaryOperator<String> request,
        UnaryOperator<String> response,
        long bodyBytes,
        Optional<Duration> longest,
        Optional<String> instead) {
    private static final WireFault NONE =
            new WireFault(head -> head, head -> head, Long.MAX_VALUE, Optional.empty(), Optional.empty());

    /** None: everything passes. */
    public static WireFault none() {
        return NONE;
    }

    /** The body is cut. */
    public static WireFault cutAfter(long bytes) {
        return new WireFault(NONE.request, NONE.response, bytes, Optional.empty(), Optional.empty());
    }

    /** A body that takes longer is cut, as stores do with those that are read too slowly. */
    public static WireFault cutAfter(Duration time) {
        return new WireFault(NONE.request, NONE.response, Long.MAX_VALUE, Optional.of(time), Optional.empty());
    }

    /** The server is not asked; S3's form of an error comes instead. */
    public static WireFault error(int status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + code
                + "</Message></Error>";
        return new WireFault(
                NONE.request,
                NONE.response,
                Long.MAX_VALUE,
                Optional.empty(),
                Optional.of("HTTP/1.1 " + status + " Fault\r\nContent-Type: application/xml\r\nContent-Length: "
                        + body.length() + "\r\nConnection: close\r\n\r\n" + body));
    }

    /** The server is not asked; an answer without a body comes instead, as to HEAD. */
    public static WireFault bareError(int status) {
        return new WireFault(
                NONE.request,
                NONE.response,
                Long.MAX_VALUE,
                Optional.empty(),
                Optional.of("HTTP/1.1 " + status + " Fault\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    /** A header is taken out of the request, as if the server did not know it. */
    public static WireFault withoutRequestHeader(String name) {
        return new WireFault(
                head -> head.replaceAll("(?im)^" + name + ":.*\r\n", ""),
                NONE.response,
                Long.MAX_VALUE,
                Optional.empty(),
                Optional.empty());
    }
}
