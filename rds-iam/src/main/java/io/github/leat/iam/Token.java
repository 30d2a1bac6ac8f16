package io.github.leat.iam;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** What a token says: the address, without its scheme, of a presigned request {@code Action=connect} to the server. */
record Token(String host, int port, String user, String region) {
    /** As in the RDS user guide, "Connecting to your DB instance using IAM authentication". */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String SCHEME = "https://";
    private static final Pattern RDS_HOST =
            Pattern.compile(".*\\.([a-z]{2}[a-z-]*-\\d+)\\.rds\\.amazonaws\\.com(?:\\.cn)?");

    /** The region in the name that RDS gives a server. */
    static Optional<String> regionOf(String host) {
        Matcher matcher = RDS_HOST.matcher(host.toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    String sign(AwsCredentials credentials, Clock clock) {
        SdkHttpRequest connect = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(host)
                .port(port)
                .encodedPath("/")
                .putRawQueryParameter("DBUser", user)
                .putRawQueryParameter("Action", "connect")
                .build();
        String signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials)
                        .request(connect)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFETIME)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .getUri()
                .toString();
        return signed.substring(SCHEME.length());
    }
}
