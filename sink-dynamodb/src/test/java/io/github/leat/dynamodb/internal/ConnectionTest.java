package io.github.leat.dynamodb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.rate.Ticker;
import io.github.leat.testkit.dynamodb.DynaliteServer;
import io.github.leat.testkit.dynamodb.DynamoDbProxy;
import io.github.leat.testkit.dynamodb.ProxyFaults;
import io.github.leat.testkit.dynamodb.ProxySetup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConnectionTest {
    /** Java's own client repeats a POST whose connection breaks, unless told not to: it would be charged and not known of. */
    @Test
    void aWriteWhoseConnectionBreaksIsSentOnce() {
        DynaliteServer.assumeAvailable();
        try (DynaliteServer server = DynaliteServer.start();
                DynamoDbProxy proxy = DynamoDbProxy.before(server, ProxySetup.steady());
                Connection connection = Connection.open(Optional.of(proxy.endpoint()), Optional.of("us-east-1"))) {
            new Ledger(connection.steady(), "leat_ledger", "items").prepare(Ticker.system());
            put(connection);
            long before = proxy.requests();
            proxy.faults(new ProxyFaults(Duration.ZERO, Duration.ZERO, 0, 0, 1, 0, 1));
            assertThatThrownBy(() -> put(connection)).isInstanceOf(SdkClientException.class);
            assertThat(proxy.requests() - before).isEqualTo(1);
            proxy.faults(new ProxyFaults(Duration.ZERO, Duration.ZERO, 1, 0, 0, 0, 1));
            assertThatThrownBy(() -> put(connection)).isInstanceOf(SdkClientException.class);
            assertThat(proxy.requests() - before).isEqualTo(2);
        }
    }

    private static void put(Connection connection) {
        connection
                .items()
                .putItem(request -> request.tableName("leat_ledger").item(Map.of("id", AttributeValue.fromS("a"))));
    }
}
