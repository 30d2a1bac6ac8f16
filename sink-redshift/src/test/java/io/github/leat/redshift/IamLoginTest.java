package io.github.leat.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.leat.core.LoadException;
import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;

/** Logins over JDBC by an IAM identity, against the services' wire forms as their API references have them (read 2026-11-27). */
class IamLoginTest {
    private static final String USER = "IAM:loader";

    private final Warehouse warehouse = Warehouse.open();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer service = start();

    @TempDir
    Path directory;

    private HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
                    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    requests.add((target == null ? "" : target + " ") + body);
                    byte[] answer = answer(target, body).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(@Nullable String target, String body) {
        if (target != null) {
            return "{\"dbUser\":\"" + USER + "\",\"dbPassword\":\"geheim\",\"expiration\":4102444800.0,"
                    + "\"nextRefreshTime\":4102444800.0}";
        }
        String operation = body.contains("GetClusterCredentialsWithIAM")
                ? "GetClusterCredentialsWithIAM"
                : "GetClusterCredentials";
        return "<" + operation + "Response xmlns=\"http://redshift.amazonaws.com/doc/2012-12-01/\"><" + operation
                + "Result><DbUser>" + USER + "</DbUser><DbPassword>geheim</DbPassword>"
                + "<Expiration>2099-12-31T00:00:00.000Z</Expiration></" + operation
                + "Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></" + operation + "Response>";
    }

    @BeforeEach
    void makeUser() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test-secret");
        if (warehouse
                .cluster()
                .server()
                .texts("SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")
                .isEmpty()) {
            warehouse.cluster().server().run("CREATE ROLE \"" + USER + "\" SUPERUSER LOGIN");
        }
    }

    @AfterEach
    void close() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        service.stop(0);
        warehouse.close();
    }

    private void load(String iam) throws Exception {
        Path file = Files.writeString(directory.resolve("t.csv"), "id\n1\n");
        String address =
                warehouse.address().replace("user=postgres&", "") + "&region=eu-central-1&endpoint=http://localhost:"
                        + service.getAddress().getPort() + "&iam=" + iam;
        Load.from(FileSource.of(file))
                .into(RedshiftSink.parse(address).table("t"))
                .run();
        assertThat(warehouse
                        .cluster()
                        .server()
                        .texts("SELECT tableowner FROM pg_tables WHERE tablename = 't' AND schemaname = '"
                                + warehouse.cluster().server().schema() + "'"))
                .containsExactly(USER);
    }

    @Test
    void aWorkgroupIsAskedOnceForWhatHoldsLong() throws Exception {
        load("workgroup:wg");
        assertThat(requests)
                .containsExactly(
                        "RedshiftServerless.GetCredentials {\"dbName\":\"postgres\",\"durationSeconds\":900,\"workgroupName\":\"wg\"}");
    }

    @Test
    void aClusterIsAskedAsTheIdentity() throws Exception {
        load("cluster:cl");
        assertThat(requests)
                .singleElement()
                .asString()
                .contains(
                        "Action=GetClusterCredentialsWithIAM",
                        "ClusterIdentifier=cl",
                        "DbName=postgres",
                        "DurationSeconds=900");
    }

    @Test
    void aClusterIsAskedForAUser() throws Exception {
        load("cluster:cl&user=loader");
        assertThat(requests)
                .singleElement()
                .asString()
                .contains("Action=GetClusterCredentials&", "DbUser=loader", "AutoCreate=false");
    }

    @Test
    void aServiceThatCannotBeReachedIsSaid() {
        service.stop(0);
        assertThatThrownBy(() -> load("workgroup:wg"))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("no login by IAM to workgroup wg");
    }

    @Test
    void aHostSaysWhichItIs() {
        assertThat(IamLogin.forHost("wg.123456789012.eu-central-1.redshift-serverless.amazonaws.com"))
                .isEqualTo(IamLogin.workgroup("wg").region(Region.EU_CENTRAL_1));
        assertThat(IamLogin.forHost("cl.abc123xyz.us-west-2.redshift.amazonaws.com"))
                .isEqualTo(
                        new IamLogin("cl", false, Optional.empty(), Optional.of(Region.US_WEST_2), Optional.empty()));
        assertThatThrownBy(() -> IamLogin.forHost("warehouse.example.org"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("iam=workgroup:NAME");
    }
}
