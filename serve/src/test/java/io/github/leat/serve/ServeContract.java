package io.github.leat.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.rollup.Aggregate;
import io.github.leat.rds.rollup.RollUp;
import io.github.leat.serve.RawHttp.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every database is asked, and answers alike: the expectations are here, the databases in the classes that extend it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServeContract {
    /** Rows of the large table, with texts: far more than the memory that the server may take. */
    private static final int MANY = 250_000;

    /** What an answer of 12 MB, several times as much as objects, may hold in its midst. */
    private static final long HELD = 8L << 20;

    private static final String EVENTS = "/api/tables/events";

    private Path directory = Path.of("");
    private TestDatabase database;
    private ApiServer server;
    private RawHttp http;

    abstract TestDatabase newDatabase(Path directory);

    @BeforeAll
    void loadAndServe(@TempDir Path temporary) throws IOException {
        directory = temporary;
        database = newDatabase(directory);
        load(EventsFile.in(directory), "events");
        load(EventsFile.doubles(directory), "doubles");
        Path keyed = Files.writeString(directory.resolve("keyed.csv"), "k,part,v\na,1,x\na,,y\nb,2,z\na,1,newer\n");
        Load.from(FileSource.of(keyed))
                .into(database.sink().table("keyed").key("k", "part").mode(WriteMode.UPSERT))
                .run();
        load(Files.writeString(directory.resolve("many.csv"), "n,word\n0,first\n"), "many");
        load(Files.writeString(directory.resolve("growing.csv"), "n\n1\n2\n3\n"), "growing");
        for (String name : List.of("one.csv", "two.csv")) {
            Load.from(FileSource.of(Files.writeString(directory.resolve(name), "n\n1\n2\n")))
                    .into(database.sink().table("from_paths"))
                    .lineage()
                    .run();
        }
        database.rollUps()
                .refresh(RollUp.of("by_country", "events")
                        .by("country")
                        .count()
                        .measure(Aggregate.SUM, "fatalities")
                        .build());
        database.run(
                "UPDATE _leat_ledger SET updated_at = '2026-01-02 03:04:05' WHERE target_table = 'growing'",
                "CREATE TABLE strangers (a int)",
                "INSERT INTO " + database.quote("many") + " SELECT n, concat('a text that takes some room, number ', n)"
                        + " FROM (" + database.numbers(MANY) + ") AS numbers");
        server = start(ServeLimits.builder());
        http = new RawHttp(server.uri());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void load(Path file, String table) {
        Load.from(FileSource.of(file)).into(database.sink().table(table)).run();
    }

    private ApiServer start(ServeLimits.Builder limits) throws IOException {
        return ApiServer.start(ServeOptions.of(database.database())
                .withPort(0)
                .withLimits(limits.freshness(Duration.ZERO).build()));
    }

    private Response get(String target) {
        Response response = http.get(target);
        assertThat(response.status()).as(target + "\n" + response.body()).isEqualTo(200);
        return response;
    }

    private List<Object> rows(String target) {
        return JsonTree.array(JsonTree.at(get(target).json(), "rows"));
    }

    /** The ids of the rows that pass filters. */
    private String ids(String filters) {
        return String.join(
                " ",
                rows(EVENTS + "/rows?columns=id&sort=id&" + filters).stream()
                        .map(row -> String.valueOf(JsonTree.at(row, "id")))
                        .toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void onlyWhatLeatLoadedIsThere() {
        List<Object> tables = JsonTree.array(JsonTree.at(get("/api/tables").json(), "tables"));
        assertThat(tables.stream().map(table -> JsonTree.at(table, "name")))
                .containsExactly("by_country", "doubles", "events", "from_paths", "growing", "keyed", "many");
        for (String other : List.of("strangers", "_leat_ledger", "EVENTS;", "pg_class", "information_schema.tables")) {
            assertThat(http.get("/api/tables/" + other).status()).as(other).isEqualTo(404);
        }
    }

    @Test
    void aTableTellsItsColumnsRowsAndLoads() {
        Object table = get(EVENTS).json();
        assertThat(JsonTree.at(table, "rows")).isEqualTo("8");
        assertThat(JsonTree.at(table, "coordinates")).hasToString("{latitude=lat, longitude=lon}");
        assertThat(JsonTree.array(JsonTree.at(table, "columns")).stream()
                        .map(column -> JsonTree.at(column, "name") + " " + JsonTree.at(column, "originalName") + " "
                                + JsonTree.at(column, "hxl") + " " + JsonTree.at(column, "type")))
                .containsExactly(
                        "id id #id LONG",
                        "country Country #country TEXT",
                        "event_date Event Date #date+occurred DATE",
                        "fatalities fatalities #affected+killed LONG",
                        "lat lat #geo+lat DOUBLE",
                        "lon lon #geo+lon DOUBLE",
                        "at at #date+reported TIMESTAMP_TZ",
                        "price price null DECIMAL(18,2)",
                        "big big null LONG",
                        "ratio ratio null DOUBLE",
                        "verified verified null BOOLEAN",
                        "notes notes null TEXT");
        Object load = JsonTree.array(JsonTree.at(table, "loads")).get(0);
        assertThat(JsonTree.at(load, "recordsWritten")).isEqualTo("8");
        assertThat(JsonTree.at(load, "completed")).isEqualTo("true");
        Object all = get("/api/loads?table=events").json();
        assertThat(JsonTree.array(JsonTree.at(all, "loads"))).containsExactly(load);
    }

    @Test
    void theListHasTagsAndAboutHowManyRows() {
        Object list = get("/api/tables").json();
        assertThat(JsonTree.at(list, "ledger")).isEqualTo("readable");
        Object events = JsonTree.array(JsonTree.at(list, "tables")).get(2);
        assertThat(JsonTree.at(events, "hxl"))
                .hasToString("[#id, #country, #date+occurred, #affected+killed, #geo+lat, #geo+lon, #date+reported]");
        assertThat(JsonTree.at(events, "rowsAbout")).isIn("8", "null");
        assertThat(JsonTree.at(events, "rollUpOf")).isEqualTo("null");
    }

    @Test
    void aRollUpIsATableToo() {
        Object table = get("/api/tables/by_country").json();
        assertThat(JsonTree.at(table, "rollUpOf")).isEqualTo("events");
        assertThat(JsonTree.at(table, "loadCount")).isEqualTo("0");
        assertThat(JsonTree.array(JsonTree.at(table, "columns")).stream()
                        .map(column -> JsonTree.at(column, "name") + " " + JsonTree.at(column, "hxl")))
                .containsExactly("country #country", "count null", "sum_fatalities #affected+killed");
        assertThat(rows("/api/tables/by_country/rows?country=Mali"))
                .hasToString("[{country=Mali, count=3, sum_fatalities=10}]");
        String version = String.valueOf(JsonTree.at(table, "version"));
        RollUp same = RollUp.of("by_country", "events")
                .by("country")
                .count()
                .measure(Aggregate.SUM, "fatalities")
                .build();
        database.rollUps().refresh(same);
        assertThat(JsonTree.at(get("/api/tables/by_country").json(), "version")).isNotEqualTo(version);
    }

    @Test
    void sourcesAreShownByTheLastPartOfTheirPath() throws IOException {
        String table = "/api/tables/from_paths";
        assertThat(rows(table + "/rows?columns=_leat_source,n&sort=-_leat_source,n&limit=2"))
                .hasToString("[{_leat_source=two.csv, n=1}, {_leat_source=two.csv, n=2}]");
        assertThat(rows(table + "/aggregate?group=_leat_source"))
                .hasToString("[{_leat_source=one.csv, count=2}, {_leat_source=two.csv, count=2}]");
        assertThat(rows(table + "/rows?_leat_source=one.csv&columns=n&sort=n")).hasToString("[{n=1}, {n=2}]");
        assertThat(rows(table + "/rows?_leat_source.contains=" + encoded(directory.toString())))
                .isEmpty();
        String path = directory.resolve("one.csv").toString();
        for (String target : List.of("/api/loads", table, table + "/rows")) {
            assertThat(get(target).body()).as(target).contains("\"one.csv\"").doesNotContain(path);
        }
        try (ApiServer open =
                ApiServer.start(ServeOptions.of(database.database()).withPort(0).withShowPaths(true))) {
            RawHttp other = new RawHttp(open.uri());
            for (String target : List.of("/api/loads", table, table + "/rows")) {
                assertThat(JsonTree.parse(other.get(target).body()).toString())
                        .as(target)
                        .contains(path);
            }
            assertThat(other.get(table + "/aggregate?_leat_source=" + encoded(path))
                            .body())
                    .contains("\"count\":2");
        }
    }

    @Test
    void answersAreCompressedForThoseWhoTakeThat() throws IOException {
        String groups = "/api/tables/many/aggregate?group=n.by1000&measures=count,n.sum";
        Response plain = get(groups);
        for (int again = 0; again < 2; again++) {
            Response gzip = http.get(groups, "Accept-Encoding: deflate, gzip;q=0.5");
            assertThat(gzip.header("content-encoding")).isEqualTo("gzip");
            assertThat(gzip.header("vary")).contains("Accept-Encoding");
            assertThat(gzip.header("etag")).isEqualTo(plain.header("etag"));
            assertThat(Integer.parseInt(gzip.header("content-length")))
                    .isLessThan(plain.body().length() / 2);
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.bytes()))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(plain.body());
            }
        }
        for (String refuses : List.of("Accept-Encoding: gzip;q=0, br", "Accept-Encoding: identity", "X: y")) {
            assertThat(http.get(groups, refuses).body()).as(refuses).isEqualTo(plain.body());
        }
    }

    @Test
    void filtersPickRowsByTypeAndTag() {
        Map<String, String> expected = Map.ofEntries(
                Map.entry("country=Mali", "1 2 6"),
                Map.entry("%23country=Mali", "1 2 6"),
                Map.entry("%23date%2Boccurred.gte=2024-12-30", "7 8"),
                Map.entry("%23date%2Breported=2024-02-01T23:59:59Z", "3"),
                Map.entry("country.ne=Mali", "3 4 5 7 8"),
                Map.entry("country.in=Niger,mali", "3 5 8"),
                Map.entry("country.in=" + encoded("\u00c4rger"), "7"),
                Map.entry("country.null=true", "4"),
                Map.entry("fatalities.gte=5&country=Mali", "1 6"),
                Map.entry("fatalities.lt=5", "2 8"),
                Map.entry("fatalities.null=false&fatalities.lte=0", "2 8"),
                Map.entry("event_date.between=2024-01-20,2024-02-11", "2 3 4"),
                Map.entry("at.gt=2024-03-31T01:30:00%2B02:00", "5 7 8"),
                Map.entry("at.between=2024-01-20,2024-02-01T23:59:59Z", "2 3"),
                Map.entry("price=1.5", "1 5"),
                Map.entry("price.gt=2.249", "2 3 6"),
                Map.entry("big=9007199254740993", "1"),
                Map.entry("ratio=0.25", "2"),
                Map.entry("verified=false", "2 5 8"),
                Map.entry("notes.contains=" + encoded("% _"), "6"),
                Map.entry("notes.contains=" + encoded("\\"), "6"),
                Map.entry("notes.starts=O'N", "7"),
                Map.entry("notes=" + encoded("a, \"b\""), "1"));
        expected.forEach((filters, ids) -> assertThat(ids(filters)).as(filters).isEqualTo(ids));
    }

    @Test
    void textsAreSortedByCodePointAndNullsComeLast() {
        assertThat(rows(EVENTS + "/rows?columns=id&sort=-country,-fatalities,id"))
                .hasToString("[{id=7}, {id=5}, {id=8}, {id=3}, {id=1}, {id=6}, {id=2}, {id=4}]");
        assertThat(rows(EVENTS + "/rows?columns=id&sort=notes"))
                .hasToString("[{id=6}, {id=7}, {id=5}, {id=1}, {id=8}, {id=2}, {id=4}, {id=3}]");
    }

    @Test
    void pagesTogetherAreTheTable() {
        for (String table : List.of("doubles", "keyed", "events")) {
            for (String sort : sortsOf(table)) {
                String all = "/api/tables/" + table + "/rows?" + sort;
                List<Object> paged = new ArrayList<>();
                String cursor = "";
                int pages = 0;
                do {
                    Object page = get(all + "&limit=7" + cursor).json();
                    paged.addAll(JsonTree.array(JsonTree.at(page, "rows")));
                    String next = String.valueOf(JsonTree.at(page, "next"));
                    cursor = next.equals("null") ? "" : "&cursor=" + next;
                    pages++;
                } while (!cursor.isEmpty());
                assertThat(paged).as(all).isEqualTo(rows(all + "&limit=1000"));
                assertThat(pages).isEqualTo((paged.size() + 6) / 7);
            }
        }
        assertThat(rows("/api/tables/doubles/rows?limit=1000")).hasSize(60);
        assertThat(rows("/api/tables/keyed/rows?sort=k,part"))
                .hasToString("[{k=a, part=1, v=newer}, {k=a, part=null, v=y}, {k=b, part=2, v=z}]");
    }

    private static List<String> sortsOf(String table) {
        return switch (table) {
            case "doubles" ->
                List.of("", "sort=kind", "sort=-n", "sort=-kind,n", "sort=word,-n,kind", "n.null=false&sort=n");
            case "events" -> List.of("", "sort=-at", "sort=ratio,country", "sort=-notes", "sort=verified");
            default -> List.of("", "sort=v", "sort=-part");
        };
    }

    @Test
    void cursorsOfOtherRequestsAreRefused() {
        String next = String.valueOf(
                JsonTree.at(get("/api/tables/doubles/rows?limit=7&sort=n").json(), "next"));
        for (String wrong : List.of(
                "/api/tables/doubles/rows?sort=-n&cursor=" + next,
                "/api/tables/doubles/rows?sort=n&word=w0&cursor=" + next,
                "/api/tables/events/rows?cursor=" + next,
                "/api/tables/doubles/rows?sort=n&format=csv&cursor=" + next,
                "/api/tables/doubles/rows?sort=n&cursor=" + next.substring(1),
                "/api/tables/doubles/rows?sort=n&cursor=",
                "/api/tables/doubles/rows?sort=n&cursor=" + "A".repeat(300))) {
            Response response = http.get(wrong);
            assertThat(response.status()).as(wrong).isEqualTo(400);
            assertThat(JsonTree.at(response.json(), "parameter")).isEqualTo("cursor");
        }
    }

    @Test
    void rowsComeInFourFormats() {
        String two = EVENTS
                + "/rows?id.in=1,4&sort=id&columns=id,country,event_date,fatalities,at,price,big,ratio,verified,notes";
        String first = "{\"id\":1,\"country\":\"Mali\",\"event_date\":\"2024-01-03\",\"fatalities\":5,"
                + "\"at\":\"2024-01-03T10:00:00Z\",\"price\":1.50,\"big\":9007199254740993,\"ratio\":0.5,\"verified\":true,\"notes\":\"a,"
                + " \\\"b\\\"\"}";
        String second = "{\"id\":4,\"country\":null,\"event_date\":\"2024-02-11\",\"fatalities\":7,"
                + "\"at\":\"2024-02-11T00:00:00Z\",\"price\":null,\"big\":4,\"ratio\":2.5,\"verified\":null,\"notes\":\"é\"}";
        assertThat(get(two).body()).isEqualTo("{\"rows\":[" + first + "," + second + "],\"next\":null}");
        assertThat(get(two + "&format=ndjson").body()).isEqualTo(first + "\n" + second + "\n");
        Response csv = get(two + "&format=csv");
        assertThat(csv.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.body()).isEqualTo("""
            id,country,event_date,fatalities,at,price,big,ratio,verified,notes
            1,Mali,2024-01-03,5,2024-01-03T10:00:00Z,1.50,9007199254740993,0.5,true,"a, ""b\"""
            4,,2024-02-11,7,2024-02-11T00:00:00Z,,4,2.5,,é
            """);
        assertThat(http.get(two, "Accept: text/csv;q=0.9").body()).isEqualTo(csv.body());
        assertThat(get(EVENTS + "/rows?id.in=2,4,6&sort=id&columns=id&format=geojson")
                        .body())
                .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":["
                        + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-8.1,12.6]},"
                        + "\"properties\":{\"id\":2}},"
                        + "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"id\":4}},"
                        + "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"id\":6}}],\"next\":null}");
        assertThat(get(EVENTS + "/rows?id=1&columns=big,price&numbers=text").body())
                .isEqualTo("{\"rows\":[{\"big\":\"9007199254740993\",\"price\":\"1.50\"}],\"next\":null}");
        assertThat(rows(EVENTS + "/rows?id=2&columns=at")).hasToString("[{at=2024-01-20T11:30:00.5Z}]");
        assertThat(http.get("/api/tables/doubles/rows?format=geojson").status()).isEqualTo(400);
    }

    @Test
    void figuresByGroupsAreTheSameEverywhere() {
        assertThat(get(EVENTS
                                + "/aggregate?group=country&measures=count,fatalities.count,fatalities.sum,fatalities.avg,"
                                + "price.sum,price.avg,notes.min,at.max,event_date.min,country.distinct,ratio.max")
                        .body())
                .contains("{\"country\":\"Mali\",\"count\":3,\"fatalities.count\":3,\"fatalities.sum\":10,"
                        + "\"fatalities.avg\":3.3333333333333335,\"price.sum\":13.75,\"price.avg\":4.583333333333333,"
                        + "\"notes.min\":\"100% _like\\\\\",\"at.max\":\"2024-01-20T11:30:00.5Z\","
                        + "\"event_date.min\":\"2024-01-03\",\"country.distinct\":1,\"ratio.max\":4.75}")
                .endsWith(
                        "{\"country\":null,\"count\":1,\"fatalities.count\":1,\"fatalities.sum\":7,\"fatalities.avg\":7.0,"
                                + "\"price.sum\":null,\"price.avg\":null,\"notes.min\":\"é\",\"at.max\":\"2024-02-11T00:00:00Z\","
                                + "\"event_date.min\":\"2024-02-11\",\"country.distinct\":0,\"ratio.max\":2.5}],\"truncated\":false}");
        assertThat(rows(EVENTS + "/aggregate?measures=fatalities.sum,big.sum,big.min,verified.count&country=nowhere"))
                .hasToString("[{fatalities.sum=null, big.sum=null, big.min=null, verified.count=0}]");
        assertThat(rows(EVENTS + "/aggregate?measures=big.sum")).hasToString("[{big.sum=9007199254741006}]");
        Map<String, String> buckets = Map.of(
                "event_date.year", "2024-01-01=6 2025-01-01=1 null=1 ",
                "event_date.quarter", "2024-01-01=5 2024-10-01=1 2025-01-01=1 null=1 ",
                "event_date.month", "2024-01-01=2 2024-02-01=2 2024-03-01=1 2024-12-01=1 2025-01-01=1 null=1 ",
                "event_date.week",
                        "2024-01-01=1 2024-01-15=1 2024-01-29=1 2024-02-05=1 2024-03-25=1 2024-12-30=2 null=1 ",
                "at.day",
                        "2024-01-03=1 2024-01-20=1 2024-02-01=1 2024-02-11=1 2024-03-31=1 2024-12-30=1 2025-01-01=1"
                                + " null=1 ",
                "at.hour",
                        "2024-01-03T10:00:00=1 2024-01-20T11:00:00=1 2024-02-01T23:00:00=1 2024-02-11T00:00:00=1"
                                + " 2024-03-31T23:00:00=1 2024-12-30T12:00:00=1 2025-01-01T00:00:00=1 null=1 ",
                "fatalities.by5", "0.0=2 5.0=4 10.0=1 null=1 ",
                "lon.per2", "-170.5=1 -8.5=1 -8.0=1 0.0=1 0.5=1 2.0=1 2.5=1 null=1 ",
                "verified", "false=3 true=4 null=1 ");
        buckets.forEach((group, expected) -> {
            StringBuilder found = new StringBuilder();
            rows(EVENTS + "/aggregate?group=" + group)
                    .forEach(row -> found.append(JsonTree.object(row).get(group))
                            .append('=')
                            .append(JsonTree.at(row, "count"))
                            .append(' '));
            assertThat(found.toString()).as(group).isEqualTo(expected);
        });
    }

    @Test
    void theLargestGroupsComeFirstAndTheRestIsSaid() {
        Response top = get(EVENTS + "/aggregate?group=country&measures=fatalities.sum&top=2");
        assertThat(top.body())
                .contains(
                        "\"rows\":[{\"country\":\"Ärger\",\"fatalities.sum\":12},{\"country\":\"Mali\",\"fatalities.sum\":10}],"
                                + "\"truncated\":true");
        assertThat(get(EVENTS + "/aggregate?group=country&measures=count&sort=count,-country&format=csv")
                        .body())
                .isEqualTo("country,count\nÄrger,1\nmali,1\n,1\nNiger,2\nMali,3\n");
        assertThat(rows(EVENTS + "/aggregate?group=%23country&measures=fatalities.avg&sort=-fatalities.avg&top=1"))
                .hasToString("[{country=Ärger, fatalities.avg=12.0}]");
    }

    @Test
    void whatIsUnchangedIsNotSentAgainAndALoadChangesIt() throws IOException {
        String rows = "/api/tables/growing/rows?limit=2";
        Response first = get(rows);
        String etag = first.header("etag");
        String modified = first.header("last-modified");
        assertThat(modified).isNotEmpty();
        assertThat(http.get(rows, "If-None-Match: \"other\", " + etag).status()).isEqualTo(304);
        assertThat(http.get(rows, "If-Modified-Since: " + modified).status()).isEqualTo(304);
        assertThat(http.get(rows, "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT")
                        .status())
                .isEqualTo(200);
        assertThat(get(rows + "&format=csv").header("etag")).isNotEqualTo(etag);
        Object count = JsonTree.at(get("/api/tables/growing/aggregate").json(), "rows");
        load(Files.writeString(directory.resolve("more.csv"), "n\n4\n"), "growing");
        Response changed = http.get(rows, "If-None-Match: " + etag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("etag")).isNotEqualTo(etag);
        assertThat(count).hasToString("[{count=3}]");
        assertThat(rows("/api/tables/growing/aggregate")).hasToString("[{count=4}]");
        Response stale = http.get(rows + "&cursor=" + JsonTree.at(first.json(), "next"));
        assertThat(stale.status()).isEqualTo(409);
    }

    @Test
    void aLargeAnswerIsStreamed() throws IOException {
        get("/api/tables/many/rows?limit=1");
        long before = used();
        try (Socket socket = http.open()) {
            // HTTP/1.0 has no chunks: all lines after the headers are rows
            socket.getOutputStream()
                    .write("GET /api/tables/many/rows?format=csv HTTP/1.0\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String line = RawHttp.line(in);
            while (!line.isEmpty()) {
                line = RawHttp.line(in);
            }
            long lines = 0;
            long bytes = 0;
            long grown = 0;
            byte[] buffer = new byte[64 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                long next = bytes + read;
                for (long quarter = 0; quarter < 3; quarter++) {
                    long mark = quarter * MANY * 10L;
                    if (bytes <= mark && mark < next) {
                        grown = Math.max(grown, used() - before);
                    }
                }
                bytes = next;
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            assertThat(lines).isEqualTo(MANY + 2);
            assertThat(bytes).isGreaterThan(MANY * 40L);
            assertThat(grown).isLessThan(HELD);
        }
    }

    /** What is reachable. */
    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void send(Socket socket, String target) throws IOException {
        socket.getOutputStream()
                .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aSlowQueryIsStoppedAtItsLimit() throws IOException, SQLException {
        try (ApiServer hasty = start(ServeLimits.builder().queryTime(Duration.ofMillis(20)))) {
            RawHttp other = new RawHttp(hasty.uri());
            for (String slow : List.of(
                    "/api/tables/many/aggregate?group=word&measures=word.distinct,word.max&sort=-word.max",
                    "/api/tables/many/rows?sort=-word,n&limit=10000")) {
                Response response = other.get(slow);
                assertThat(response.status()).as(response.body()).isEqualTo(422);
                assertThat(JsonTree.at(response.json(), "title")).isEqualTo("Too slow");
            }
            assertThat(other.get("/api/tables").status()).isEqualTo(200);
        }
        if (!database.running().isEmpty()) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                long end = System.nanoTime() + 60_000_000_000L;
                long running = 1;
                while (running > 0 && System.nanoTime() < end) {
                    try (ResultSet row = statement.executeQuery(database.running())) {
                        running = row.next() ? row.getLong(1) : 0;
                    }
                }
                assertThat(running).as("statements that still run").isZero();
            }
        }
    }

    @Test
    void tooManyQueriesAtOnceAreRefused() throws IOException {
        try (ApiServer narrow = start(ServeLimits.builder().queriesAtOnce(1).queriesWaiting(1))) {
            RawHttp other = new RawHttp(narrow.uri());
            try (Socket reader = other.open()) {
                // one that does not read on keeps the only place, one waits, one is too many
                send(reader, "/api/tables/many/rows?format=csv");
                assertThat(reader.getInputStream().read()).isEqualTo('H');
                CompletableFuture<Response> second = later(other);
                CompletableFuture<Response> third = later(other);
                Response refused =
                        (Response) CompletableFuture.anyOf(second, third).join();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("retry-after")).isEqualTo("1");
            }
        }
    }

    private static CompletableFuture<Response> later(RawHttp http) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return http.get("/api/tables/many/rows?format=ndjson&n.lt=3");
            } catch (AssertionError | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                // the one that waits is cut when the server closes
                return new Response(0, Map.of(), new byte[0]);
            }
        });
    }

    @Test
    void moreRowsThanAnAnswerMayHaveAreRefusedBeforeTheyBegin() throws IOException {
        try (ApiServer strict = start(ServeLimits.builder().pageRows(10).streamRows(30))) {
            RawHttp other = new RawHttp(strict.uri());
            assertThat(other.get("/api/tables/doubles/rows?format=csv").status())
                    .isEqualTo(422);
            assertThat(other.get("/api/tables/doubles/rows?format=csv&limit=30").status())
                    .isEqualTo(200);
            assertThat(other.get("/api/tables/doubles/rows?format=csv&word=w0").status())
                    .isEqualTo(200);
            assertThat(other.get("/api/tables/doubles/rows?limit=11").status()).isEqualTo(400);
        }
    }

    @Test
    void connectionsOfTheServerCannotWrite() throws SQLException {
        try (Connection connection = database.database().connectReadOnly(Duration.ofSeconds(5));
                Statement statement = connection.createStatement()) {
            for (String write : List.of(
                    "INSERT INTO strangers VALUES (1)",
                    "DELETE FROM events",
                    "CREATE TABLE more (a int)",
                    "DROP TABLE events")) {
                assertThatThrownBy(() -> statement.execute(write)).as(write).isInstanceOf(SQLException.class);
            }
        }
        assertThat(rows(EVENTS + "/aggregate")).hasToString("[{count=8}]");
    }

    @Test
    void hostileInputIsRefusedAndNeverFails() throws IOException {
        try (ApiServer usual =
                ApiServer.start(ServeOptions.of(database.database()).withPort(0))) {
            Hostile hostile = new Hostile(new RawHttp(usual.uri()));
            hostile.sqlInEveryParameter();
            hostile.brokenAddresses();
            hostile.fuzz();
        }
        assertThat(rows(EVENTS + "/aggregate")).hasToString("[{count=8}]");
    }
}
