package io.github.leat.hdx.internal;

import io.github.leat.core.Excerpt;
import io.github.leat.core.SourceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses of HTTP resources: read as people write them, shown without secrets. */
public final class Addresses {
    /** Query parameters whose values are secrets or change with each link: signatures, tokens, keys. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)x-(amz|goog|ms)-.*|awsaccesskeyid|expires|sig|signature|.*token.*|.*secret.*|.*passw.*|pwd|.*key(_?id)?"
                    + "|key-pair-id|policy|credential.*|auth.*|code");

    private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    private Addresses() {}

    /**
     * An absolute http or https address. Blanks and other characters that addresses may not have are encoded.
     *
     * @throws SourceException if it is none, or holds a user name or password
     */
    public static URI parse(String text) {
        URI uri;
        try {
            uri = URI.create(encoded(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new SourceException(Excerpt.of(withoutQuery(text)) + " is not an address that can be asked."
                    + " Write it as in a browser: https://HOST/PATH.");
        }
        return require(uri);
    }

    /**
     * The address, checked.
     *
     * @throws SourceException if it is no http or https address with a host, or holds a user name or password
     */
    public static URI require(URI uri) {
        String scheme = scheme(uri);
        if (!(scheme.equals("https") || scheme.equals("http")) || uri.getHost() == null) {
            throw new SourceException(Excerpt.of(withoutQuery(uri.toString()))
                    + " is not an address that can be asked. Write it as in a browser: https://HOST/PATH.");
        }
        if (uri.getRawUserInfo() != null) {
            throw new SourceException(
                    "An address on " + uri.getHost() + " holds a user name or password, which would end up"
                            + " in reports. Leave it out; download the file by other means if it needs one.");
        }
        return uri;
    }

    /** An address that may lack scheme and host, as redirects do. */
    static URI parseRelative(String text) {
        return URI.create(encoded(text.strip()));
    }

    private static String withoutQuery(String text) {
        return text.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (plain || LEGAL.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }

    /** The scheme in lower case; empty if there is none. */
    static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** Whether the host is this machine, written as a number, so that no name service has a say in it. */
    static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
    }

    /** Scheme, host and port. */
    static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
        return scheme(uri) + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** The address without fragment, and with {@code …} for values of its query that are secrets. */
    public static String shown(URI uri) {
        String query = uri.getRawQuery();
        String base = Addresses.scheme(uri) + "://" + uri.getRawAuthority() + uri.getRawPath();
        if (query == null) {
            return base;
        }
        return base + "?"
                + Arrays.stream(query.split("&", -1)).map(Addresses::masked).collect(Collectors.joining("&"));
    }

    private static String masked(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return equals >= 0 && SECRET.matcher(name).matches() ? name + "=…" : parameter;
    }
}
