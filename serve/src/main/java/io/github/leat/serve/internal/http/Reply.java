package io.github.leat.serve.internal.http;

import io.github.leat.serve.internal.api.Problem;
import io.github.leat.serve.internal.database.EncodedAnswer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The answer to one request, with the headers that all answers have. Given once. */
final class Reply {
    /** Of a page that takes everything from here and nothing from elsewhere. */
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final HttpField[] ALWAYS = {
        new PreEncodedHttpField("Content-Security-Policy", CSP),
        new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
        new PreEncodedHttpField("X-Frame-Options", "DENY"),
        new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
        new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
        new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
        new PreEncodedHttpField("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    };

    private static final String RETRY_SECONDS = "1";
    private static final Pattern NEVER = Pattern.compile(";q=0(\\.0*)?$");
    private final Request request;
    private final Response response;
    private final Callback callback;

    Reply(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        addAlways(response.getHeaders());
    }

    static void addAlways(HttpFields.Mutable headers) {
        for (HttpField field : ALWAYS) {
            headers.put(field);
        }
    }

    Response response() {
        return response;
    }

    boolean isHead() {
        return HttpMethod.HEAD.is(request.getMethod());
    }

    /** Says what the client may keep, and how it can ask whether that is still so. */
    void validators(String etag, Optional<Instant> updatedAt) {
        response.getHeaders().put(HttpHeader.ETAG, etag);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "private, no-cache");
        response.getHeaders().put(HttpHeader.VARY, "Accept, Accept-Encoding, Authorization");
        updatedAt.ifPresent(
                at -> response.getHeaders().put(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(at.toEpochMilli())));
    }

    void type(String type) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    }

    /** A length nobody knows yet: in chunks even where the connection ends with the answer, so that a cut one is seen. */
    void chunked() {
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1) {
            response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
        }
    }

    void unchanged() {
        response.setStatus(304);
        response.write(true, null, callback);
    }

    /** Compressed if the client takes that. */
    void bytes(EncodedAnswer answer) {
        Optional<ByteBuffer> gzip = takesGzip() ? answer.gzip() : Optional.empty();
        if (gzip.isPresent()) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        bytes(gzip.orElseGet(answer::plain));
    }

    private void bytes(ByteBuffer bytes) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.remaining());
        response.write(true, isHead() ? null : bytes, callback);
    }

    private boolean takesGzip() {
        String accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
        if (accepted != null) {
            for (String part : accepted.toLowerCase(Locale.ROOT).split(",", 20)) {
                String coding = part.replace(" ", "");
                if (coding.equals("gzip")
                        || (coding.startsWith("gzip;") && !NEVER.matcher(coding).find())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Headers alone. */
    void headers() {
        response.write(true, null, callback);
    }

    void redirect(String path) {
        response.setStatus(302);
        response.getHeaders().put(HttpHeader.LOCATION, path);
        response.write(true, null, callback);
    }

    /** A problem if nothing was sent yet; else the connection ends, so that the answer does not look whole. */
    void problem(Problem problem, Throwable cause) {
        if (response.isCommitted()) {
            callback.failed(cause);
            return;
        }
        response.reset();
        addAlways(response.getHeaders());
        response.setStatus(problem.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        switch (problem.status()) {
            case 401 -> headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            case 405 -> headers.put(HttpHeader.ALLOW, "GET, HEAD");
            case 503 -> headers.put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
            default -> {
                // no header goes with the others
            }
        }
        bytes(ByteBuffer.wrap(problem.json()));
    }

    void succeeded() {
        callback.succeeded();
    }
}
