package io.github.leat.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

class TokenTest {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "db.abc.eu-central-1.rds.amazonaws.com, 5432, loader, eu-central-1, ",
        "proxy.example.org, 3306, an ünusual+user@x/y, us-gov-west-1, session/token+of=sts",
        "db.example.org, 443, l, ap-southeast-2, ",
    })
    void aTokenIsThatOfTheSdksOwnUtility(String host, int port, String user, String region, @Nullable String session) {
        AwsCredentials credentials = session == null
                ? AwsBasicCredentials.create("AKIDEXAMPLE", "secret/of+the=test")
                : AwsSessionCredentials.create("AKIDEXAMPLE", "secret/of+the=test", session);
        String expected = RdsUtilities.builder()
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()
                .generateAuthenticationToken(
                        request -> request.hostname(host).port(port).username(user));
        Clock then = Clock.fixed(dateOf(expected), ZoneOffset.UTC);
        String token = new Token(host, port, user, region).sign(credentials, then);
        assertThat(partsOf(token)).containsExactlyInAnyOrder(partsOf(expected));
        assertThat(token).startsWith(expected.substring(0, expected.indexOf('?') + 1));
    }

    /** A signature is over the parameters in alphabetical order, however they are sent. */
    private static String[] partsOf(String token) {
        return token.split("[?&]", -1);
    }

    private static Instant dateOf(String token) {
        Matcher date = Pattern.compile("X-Amz-Date=([^&]+)").matcher(token);
        assertThat(date.find()).isTrue();
        return DATE.parse(date.group(1), Instant::from);
    }

    @ParameterizedTest
    @CsvSource({
        "db.abc.eu-central-1.rds.amazonaws.com, eu-central-1",
        "c.cluster-ro-abc.us-gov-west-1.rds.amazonaws.com, us-gov-west-1",
        "DB.abc.cn-north-1.RDS.amazonaws.com.cn, cn-north-1",
        "db.example.org, ",
        "db.abc.eu-central-1.rds.amazonaws.com.example.org, ",
    })
    void theRegionIsInTheNameThatRdsGives(String host, @Nullable String region) {
        assertThat(Token.regionOf(host).orElse(null)).isEqualTo(region);
    }
}
