package io.github.leat.testkit.redshift.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The body of a call. */
record CallRequest(Map<String, Object> fields) {
    private static final int MOST_STATEMENTS = 40;
    private static final int MOST_BYTES = 100_000;

    static CallRequest read(byte[] body) throws IOException {
        return new CallRequest(JsonBody.read(body));
    }

    /** A field; empty if it is not there. */
    String text(String name) {
        return String.valueOf(fields.getOrDefault(name, ""));
    }

    /** The statements; none if the call has no such. */
    List<String> sqls() {
        if (fields.containsKey("Sql")) {
            return List.of(text("Sql"));
        }
        return fields.get("Sqls") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Refuses what the service would. */
    void check() {
        boolean isWorkgroup = !text("WorkgroupName").isEmpty();
        boolean isCluster = !text("ClusterIdentifier").isEmpty();
        require(isWorkgroup != isCluster, "Provide either WorkgroupName or ClusterIdentifier.");
        require(!text("Database").isEmpty(), "Database is required.");
        boolean hasUser = !text("DbUser").isEmpty();
        require(
                !hasUser || (isCluster && text("SecretArn").isEmpty()),
                "DbUser is for temporary credentials of clusters.");
        require(!sqls().isEmpty() && sqls().size() <= MOST_STATEMENTS, "Sqls must have 1 to 40 members.");
        require(!fields.containsKey("Parameters"), "This rehearsal takes no Parameters.");
        for (String sql : sqls()) {
            require(
                    sql.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES,
                    "Member must have length less than or equal to 100000");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new CallRefused("ValidationException", message);
        }
    }
}
