package io.github.leat.cli;

import io.github.leat.hdx.HdxClient;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The catalogue that the environment names: {@code LEAT_HDX_URL}, {@code LEAT_HDX_APP}, {@code LEAT_HDX_TOKEN}. */
record HdxSettings(Surroundings surroundings, @Nullable String url) {
    static final String URL = "LEAT_HDX_URL";
    static final String APP = "LEAT_HDX_APP";
    static final String TOKEN = "LEAT_HDX_TOKEN";

    HdxSettings(Surroundings surroundings) {
        this(surroundings, null);
    }

    HdxClient client() {
        HdxClient.Builder client = HdxClient.builder();
        String base = url == null ? variable(URL) : url;
        try {
            if (!base.isEmpty()) {
                client.base(URI.create(base));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    (url == null ? URL : "--url") + " is not an address: " + base + ". Write one such as "
                            + HdxClient.HDX + ".",
                    e);
        }
        try {
            if (!variable(APP).isEmpty()) {
                client.app(variable(APP));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(APP + ": " + e.getMessage(), e);
        }
        if (!variable(TOKEN).isEmpty()) {
            client.token(variable(TOKEN));
        }
        return client.build();
    }

    private String variable(String name) {
        return surroundings.environment().getOrDefault(name, "").strip();
    }
}
