package io.github.leat.redshift.internal;

import io.github.leat.core.Permission;
import io.github.leat.core.rate.Ticker;
import io.github.leat.redshift.DataApi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClientBuilder;

/** A cluster or workgroup reached by the Data API. The client is made when it is first needed, and kept. */
public final class DataApiCluster implements Cluster {
    private final DataApi api;
    private @Nullable RedshiftDataClient client;

    public DataApiCluster(DataApi api) {
        this(api, null);
    }

    /** With a client that the caller has made, and closes. */
    public DataApiCluster(DataApi api, @Nullable RedshiftDataClient client) {
        this.api = api;
        this.client = client;
    }

    @Override
    public String name() {
        return "redshift-data:" + api.name() + "/" + api.database();
    }

    @Override
    public List<Permission> permissions() {
        return Rights.of(api);
    }

    @Override
    public Session open(String where) {
        return new DataApiSession(client(), api, Ticker.system(), where);
    }

    private synchronized RedshiftDataClient client() {
        RedshiftDataClient open = client;
        if (open == null) {
            RedshiftDataClientBuilder builder =
                    RedshiftDataClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
            api.region().ifPresent(builder::region);
            api.endpoint().ifPresent(builder::endpointOverride);
            open = builder.build();
            client = open;
        }
        return open;
    }
}
