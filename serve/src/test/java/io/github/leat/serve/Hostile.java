package io.github.leat.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.serve.RawHttp.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Requests that mean harm, and such as the server's own OpenAPI document allows, at random. */
final class Hostile {
    private static final long SEED = 20_261_127;
    private static final int REQUESTS = 400;

    /** What may be said of a request that is wrong; 200 where a text is just a text. */
    private static final Set<Integer> FORESEEN = Set.of(200, 400, 404, 409, 414, 422);

    private static final List<String> SQL = List.of(
            "' OR '1'='1",
            "'; DROP TABLE events; --",
            "\"; DROP TABLE events; --",
            "`; DROP TABLE events; --",
            "1) UNION SELECT * FROM _leat_ledger --",
            "1; SELECT pg_sleep(10)",
            "sleep(5)",
            "id) FROM events; --",
            "\\'; --",
            "?",
            ":id",
            "<id>",
            "$1",
            "%s%n",
            "{{7*7}}",
            "../../etc/passwd",
            "\u0000",
            "\ud83d\ude00",
            "id,id",
            "-",
            ".",
            ",",
            "count.sum",
            "1e999999999",
            "9".repeat(400),
            "-9223372036854775809",
            "NaN",
            "0001-01-01",
            "+999999999-12-31",
            "2024-02-30",
            "24:00:00",
            "",
            " ");

    private final RawHttp http;
    private final OpenApiDocument document;
    private final List<String> endpoints = List.of(
            "/api/tables/events/rows", "/api/tables/events/aggregate", "/api/loads", "/api/tables/doubles/rows");

    Hostile(RawHttp http) {
        this.http = http;
        this.document = new OpenApiDocument(http.get("/api/openapi.json").body());
    }

    /** @param template the path of the document that it is one of */
    private void check(String template, String target) {
        Response response = http.get(target);
        String said = target + "\n" + response.body();
        document.holds(template, response, said);
        assertThat(FORESEEN).as(said).contains(response.status());
        if (response.status() >= 400) {
            assertThat(response.header("content-type")).as(said).isEqualTo("application/problem+json");
            assertThat(response.body()).as(said).doesNotContain("Exception", "io.github", "java.", "jdbc:");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    void sqlInEveryParameter() {
        List<String> names = List.of(
                "columns",
                "sort",
                "limit",
                "cursor",
                "format",
                "numbers",
                "group",
                "measures",
                "top",
                "table",
                "id",
                "country",
                "country.contains",
                "country.in",
                "event_date.between",
                "at",
                "price",
                "ratio",
                "verified",
                "fatalities.gte",
                "notes.starts",
                "id.null");
        for (int i = 0; i < SQL.size(); i++) {
            String sql = SQL.get(i);
            // each text in a third of the parameters, each parameter with a third of the texts
            for (int j = i % 3; j < names.size(); j += 3) {
                String name = names.get(j);
                String endpoint = endpoints.get(Math.floorMod((name + sql).hashCode(), endpoints.size()));
                check(
                        endpoint.replaceFirst("/tables/[a-z]+", "/tables/{table}"),
                        endpoint + "?" + name + "=" + encoded(sql));
            }
            String rows = "/api/tables/{table}/rows";
            check(rows, "/api/tables/events/rows?" + encoded(sql) + "=1");
            check(rows, "/api/tables/events/rows?" + encoded("id." + sql) + "=1");
            check("/api/tables/{table}", "/api/tables/" + encoded(sql).replace("+", "%20"));
        }
    }

    void brokenAddresses() {
        assertThat(http.get("/api/tables/events/rows?country=" + "a".repeat(1 << 20))
                        .status())
                .isEqualTo(414);
        assertThat(http.get("/" + "a".repeat(1 << 20)).status()).isEqualTo(414);
        assertThat(http.get("/api/tables/events/rows?" + "country=a&".repeat(21))
                        .status())
                .isEqualTo(400);
        assertThat(http.get("/api/tables/events/rows?" + "&".repeat(5_000)).status())
                .isEqualTo(200);
        assertThat(http.get("/api/tables/events/rows?id.in=" + "1,".repeat(201) + "1")
                        .status())
                .isEqualTo(400);
        for (String broken : List.of(
                "country=%",
                "country=%f",
                "country=%zz",
                "country=%ff",
                "country=%c3",
                "country=%ed%a0%80",
                "country=%c0%af",
                "country=\u00e9",
                "%ff=1",
                "country=%00",
                "country.eq.eq=1",
                "sort=" + "id,".repeat(1_000),
                "limit=1&limit=2",
                "nosuch=1")) {
            assertThat(http.get("/api/tables/events/rows?" + broken).status())
                    .as(broken)
                    .isEqualTo(400);
        }
        for (String path :
                List.of("/api/tables/%ff", "/api/tables/%", "/api/..%2f..%2fetc", "//", "/api//tables", "/%2e%2e/x")) {
            assertThat(http.get(path).status()).as(path).isBetween(400, 499);
        }
        assertThat(http.bytes("GARBAGE\r\n\r\n".getBytes(StandardCharsets.US_ASCII), false)
                        .status())
                .isBetween(400, 499);
    }

    /** Every path and parameter of the document, with values that are right, nearly right, and wrong. */
    void fuzz() {
        Random random = new Random(SEED);
        List<Map.Entry<String, Object>> paths = document.paths();
        List<String> columns = List.of(
                "id",
                "country",
                "event_date",
                "fatalities",
                "lat",
                "at",
                "price",
                "big",
                "ratio",
                "verified",
                "notes",
                "#country",
                "#date+occurred",
                "#geo+lat",
                "nosuch");
        List<String> words = List.of(
                "eq",
                "ne",
                "lt",
                "gte",
                "between",
                "in",
                "null",
                "contains",
                "starts",
                "sum",
                "avg",
                "min",
                "max",
                "count",
                "distinct",
                "month",
                "per10",
                "by7",
                "week",
                "hour",
                "x");
        for (int i = 0; i < REQUESTS; i++) {
            Map.Entry<String, Object> path = paths.get(random.nextInt(paths.size()));
            List<String> query = new ArrayList<>();
            String target = path.getKey();
            for (Object parameter : JsonTree.array(JsonTree.at(JsonTree.at(path.getValue(), "get"), "parameters"))) {
                String name = String.valueOf(JsonTree.at(parameter, "name"));
                if (JsonTree.at(parameter, "in").equals("path")) {
                    List<Object> tables = JsonTree.array(JsonTree.at(JsonTree.at(parameter, "schema"), "enum"));
                    target = target.replace(
                            "{" + name + "}", String.valueOf(tables.get(random.nextInt(tables.size() - 1))));
                } else if (name.equals("filters")) {
                    for (int f = random.nextInt(4); f > 0; f--) {
                        String column = pick(random, columns);
                        query.add(encoded(random.nextBoolean() ? column : column + "." + pick(random, words)) + "="
                                + encoded(value(random)));
                    }
                } else if (random.nextInt(3) > 0) {
                    query.add(encoded(name) + "=" + encoded(of(parameter, random, columns, words)));
                }
            }
            check(path.getKey(), target + "?" + String.join("&", query));
        }
    }

    private static String of(Object parameter, Random random, List<String> columns, List<String> words) {
        Map<String, Object> schema = JsonTree.object(JsonTree.at(parameter, "schema"));
        if (random.nextInt(5) == 0) {
            return value(random);
        }
        if (schema.containsKey("enum")) {
            return String.valueOf(pick(random, JsonTree.array(schema.get("enum"))));
        }
        if ("integer".equals(schema.get("type"))) {
            long most = Long.parseLong(String.valueOf(schema.get("maximum")));
            return String.valueOf(
                    switch (random.nextInt(4)) {
                        case 0 -> 0;
                        case 1 -> most;
                        case 2 -> most + 1;
                        default -> 1 + random.nextInt(20);
                    });
        }
        List<String> list = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String column = (random.nextBoolean() ? "" : "-") + pick(random, columns);
            list.add(random.nextInt(3) == 0 ? column : column + "." + pick(random, words));
        }
        return String.join(",", list);
    }

    private static String value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> pick(random, SQL);
            case 1 -> String.valueOf(random.nextLong());
            case 2 -> "2024-0" + random.nextInt(10) + "-" + (10 + random.nextInt(30));
            case 3 ->
                random.ints(random.nextInt(20), 1, 0x2fff)
                        .filter(c -> c < 0xd800 || c > 0xdfff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case 4 -> random.nextBoolean() ? "true" : "1,2";
            default -> String.valueOf(random.nextInt(100) - 50);
        };
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
