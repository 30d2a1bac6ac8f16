package io.github.leat.testkit.control;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a request is signed as the service wants it (IAM, "AWS Signature Version 4 for API requests", read 2026-11-27). */
final class SignatureCheck {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,"
                    + " SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    private SignatureCheck() {}

    /** @throws ServiceError if it is not signed, for another service, or by another secret */
    static void require(String service, String accessKey, String secret, WireStub.Request sent) {
        Map<String, String> headers = sent.headers();
        Matcher parts = AUTHORIZATION.matcher(headers.getOrDefault("authorization", ""));
        if (!parts.matches()) {
            throw new ServiceError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        if (!parts.group(1).equals(accessKey)) {
            throw new ServiceError(
                    403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        if (!parts.group(4).equals(service)) {
            throw new ServiceError(
                    403, "SignatureDoesNotMatch", "Credential should be scoped to correct service: '" + service + "'.");
        }
        String scope = parts.group(2) + "/" + parts.group(3) + "/" + service + "/aws4_request";
        StringBuilder request = new StringBuilder(sent.method())
                .append('\n')
                .append(sent.uri().getRawPath())
                .append('\n')
                .append(query(sent.uri()))
                .append('\n');
        for (String name : parts.group(5).split(";", -1)) {
            request.append(name)
                    .append(':')
                    .append(headers.getOrDefault(name, "").strip())
                    .append('\n');
        }
        request.append('\n')
                .append(parts.group(5))
                .append('\n')
                .append(hash(sent.text().getBytes(StandardCharsets.UTF_8)));
        String toSign = "AWS4-HMAC-SHA256\n" + headers.get("x-amz-date") + "\n" + scope + "\n"
                + hash(request.toString().getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = mac(key, part);
        }
        if (!HexFormat.of().formatHex(mac(key, toSign)).equals(parts.group(6))) {
            throw new ServiceError(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided.");
        }
    }

    private static String query(URI uri) {
        String raw = uri.getRawQuery();
        return raw == null ? "" : Stream.of(raw.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
