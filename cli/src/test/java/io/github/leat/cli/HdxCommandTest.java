package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.testkit.HttpFaultServer;
import io.github.leat.testkit.HttpFaultServer.Fault;
import io.github.leat.testkit.HttpFaultServer.Served;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a catalogue and files on a real HTTP server. */
class HdxCommandTest {
    private static final String SHOW = "/api/3/action/package_show";
    private static final String SEARCH = "/api/3/action/package_search";

    @TempDir
    Path directory = Path.of("");

    private HttpFaultServer server;
    private byte[] workbook = new byte[0];

    @BeforeEach
    void start() throws IOException {
        server = HttpFaultServer.start();
        workbook = workbook();
        server.serve("/f/events.csv", Served.csv("id,day,n\nA1,2025-01-15,3\nA2,2025-01-16,4\n"));
        server.serve("/f/aggregated_as-of-2025-01-10.xlsx", Served.of(workbook, "\"x\""));
        catalogue("2025-01-15T08:31:51.970130");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "leat", "1.0")) {
            workbook.newWorksheet("README").value(0, 0, "Terms of use");
            Worksheet data = workbook.newWorksheet("Data");
            String[] header = {"Country", "Month", "Year", "Events", "Fatalities"};
            for (int c = 0; c < header.length; c++) {
                data.value(0, c, header[c]);
            }
            for (int r = 1; r <= 12; r++) {
                data.value(r, 0, "Burundi");
                data.value(r, 1, "January");
                data.value(r, 2, 2000 + r);
                data.value(r, 3, r);
                data.value(r, 4, r / 10.0);
            }
        }
        return out.toByteArray();
    }

    private void catalogue(String lastModified) {
        String dataset = "{\"id\": \"d1\", \"name\": \"political-violence\", \"title\": \"Political Violence Events and"
                + " Fatalities\", \"organization\": {\"name\": \"acled\"}, \"groups\": [{\"name\": \"bdi\"}], \"tags\": [],"
                + " \"last_modified\": \"" + lastModified + "\", \"resources\": ["
                + resource("r1", "events.csv", "CSV", "2025-01-15T08:31:51.970130") + ", "
                + resource("r2", "aggregated_as-of-2025-01-10.xlsx", "XLSX", lastModified) + ", "
                + resource("r3", "map.shp", "SHP", lastModified) + "]}";
        String one = dataset.replace("political-violence", "one")
                .replace(resource("r1", "events.csv", "CSV", "2025-01-15T08:31:51.970130") + ", ", "");
        server.serve(
                SHOW,
                request -> Served.csv(
                                request.path().endsWith("id=political-violence")
                                        ? ok(dataset)
                                        : request.path().endsWith("id=one")
                                                ? ok(one)
                                                : "{\"success\": false, \"error\": {\"__type\": \"Not Found Error\"}}")
                        .plain());
        server.serve(
                SEARCH,
                Served.csv(ok("{\"count\": 31, \"results\": [" + dataset + "]}"))
                        .plain());
    }

    private static String ok(String result) {
        return "{\"success\": true, \"result\": " + result + "}";
    }

    private String resource(String id, String file, String format, String lastModified) {
        return "{\"id\": \"" + id + "\", \"name\": \"" + file + "\", \"format\": \"" + format + "\", \"url\": \""
                + server.address("/f/" + file) + "\", \"url_type\": \"upload\", \"size\": 1234567, \"hash\": \"\","
                + " \"last_modified\": \"" + lastModified + "\"}";
    }

    private CommandRun.Result run(String... arguments) {
        return new CommandRun(directory)
                .environment(Map.of("LEAT_HDX_URL", server.address("").toString()))
                .run(arguments);
    }

    @Test
    void searchShowsDatasetsIn80Columns() {
        CommandRun.Result result = run("hdx", "search", "political", "violence", "--country", "BDI");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("2025-01-15  CSV XLSX SHP        political-violence\n")
                .contains("Political Violence Events and Fatalities\n")
                .contains("acled\n");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(result.err()).isEqualTo("31 datasets, 1 shown; more with --limit\n");
        assertThat(server.requests(SEARCH).get(0).path()).contains("groups%3A%22bdi%22");
    }

    @Test
    void searchAndListWriteJson() {
        assertThat(String.valueOf(JsonTree.parse(
                        run("hdx", "search", "x", "--format", "json").out())))
                .contains("political-violence")
                .contains("31");
        CommandRun.Result list = run("hdx", "list", "political-violence", "--format", "json");
        assertThat(list.out())
                .contains("\"id\" : \"r2\"")
                .contains("\"size\" : 1234567")
                .contains("\"table\" : true");
        assertThat(list.err()).isEmpty();
    }

    @Test
    void listShowsFiles() {
        CommandRun.Result result = run("hdx", "list", "political-violence");
        assertThat(result.out())
                .contains("2025-01-15  XLSX      1.2 MB    aggregated_as-of-2025-01-10.xlsx\n")
                .contains("on HDX\n")
                .contains("r2\n");
        assertThat(run("hdx", "list", "nothing").code()).isEqualTo(4);
        assertThat(run("hdx", "list", "nothing").err()).contains("has no dataset \"nothing\"");
    }

    @Test
    void syncFetchesOnceAndThenWhatIsNewer() throws IOException {
        CommandRun.Result first = run("hdx", "sync", "political-violence", "--to", "copies");
        assertThat(first.code()).isZero();
        assertThat(first.out()).isEmpty();
        assertThat(first.err())
                .contains("fetched   political-violence/events.csv")
                .contains("left out  political-violence/map.shp")
                .contains("3 files: 2 fetched, 0 unchanged, 1 left out, 0 failed");
        assertThat(Files.readAllBytes(directory.resolve("copies/political-violence/aggregated_as-of-2025-01-10.xlsx")))
                .isEqualTo(workbook);

        server.forget();
        assertThat(run("hdx", "sync", "political-violence", "--to", "copies").code())
                .isEqualTo(5);
        assertThat(server.requests()).hasSize(1);

        catalogue("2025-02-01T00:00:00");
        CommandRun.Result newer = run("hdx", "sync", "political-violence", "--to", "copies", "--format", "json");
        assertThat(newer.code()).isEqualTo(5); // it is newer by its date, and its bytes are the same
        server.serve("/f/aggregated_as-of-2025-01-10.xlsx", Served.csv("other\n1\n"));
        catalogue("2025-03-01T00:00:00");
        CommandRun.Result changed = run("hdx", "sync", "political-violence", "--to", "copies", "--format", "json");
        assertThat(changed.code()).isZero();
        assertThat(changed.out()).contains("\"fetched\" : 1").contains("\"verdict\" : \"NEWER\"");
        server.fail("/f/events.csv", new Fault.Status(404));
        assertThat(run("hdx", "sync", "political-violence", "--to", "others").code())
                .isEqualTo(4);
    }

    @Test
    void usageIsSaid() {
        assertThat(run("hdx").code()).isEqualTo(2);
        assertThat(run("hdx", "list", "x", "--format", "xml").code()).isEqualTo(2);
        assertThat(run("hdx", "sync", "x", "--to", "d", "--parallel", "0").code())
                .isEqualTo(2);
        assertThat(run("hdx", "search", "x", "--limit", "0").code()).isEqualTo(2);
        assertThat(run("load", "hdx:").code()).isEqualTo(2);
    }

    @Test
    void datasetsAreLoadedPreviewedAndPrinted() throws IOException {
        CommandRun.Result cat = run("cat", "hdx:one");
        assertThat(cat.out()).startsWith("Country,Month,Year,Events,Fatalities\nBurundi,January,2001,1,0.1\n");
        CommandRun.Result preview = run("preview", "hdx:one");
        assertThat(preview.out()).contains("sheet     Data (2 of 2)").contains("TABLE \"one\"");
        CommandRun.Result load = run("load", "hdx:one", "--into", "csv:out.csv");
        assertThat(load.err()).contains("read 12 · written 12").contains("sheet \"Data\", number 2 of 2");
        assertThat(Files.readString(directory.resolve("out.csv"))).contains("Burundi,January,2012,12,1.2");
        assertThat(run("load", "hdx:one", "--into", "csv:out.csv").code()).isEqualTo(5);
    }

    @Test
    void severalTablesAreNamedOrMatched() {
        CommandRun.Result several = run("cat", "hdx:political-violence");
        assertThat(several.code()).isEqualTo(3);
        assertThat(several.err()).contains("has 2 tables").contains("events.csv");
        assertThat(run("cat", "hdx:political-violence/r1").out()).startsWith("id,day,n\n");
        assertThat(run("cat", "hdx:political-violence/events.csv").out()).startsWith("id,day,n\n");
        CommandRun.Result all = run("cat", "hdx:political-violence/*", "--to", "all");
        assertThat(all.err()).isEmpty();
        assertThat(directory.resolve("all/events.csv")).exists();
        assertThat(directory.resolve("all/aggregated_as-of-2025-01-10.csv")).exists();
    }

    @Test
    void addressesAreLoadedPreviewedAndPrinted() {
        String csv = server.address("/f/events.csv").toString();
        String xlsx = server.address("/f/aggregated_as-of-2025-01-10.xlsx") + "?token=s3cret";
        assertThat(run("cat", csv).out()).isEqualTo("id,day,n\nA1,2025-01-15,3\nA2,2025-01-16,4\n");
        assertThat(run("cat", csv, "--to", "c").code()).isZero();
        assertThat(run("cat", csv, "--to", "c").code()).isZero();
        assertThat(run("cat", xlsx, "--sheet", "README").out()).isEqualTo("Terms of use\n");
        CommandRun.Result preview = run("preview", xlsx, "--format", "json");
        assertThat(preview.out()).contains("\"number\" : 2").doesNotContain("s3cret");
        CommandRun.Result load = run("load", csv, "--into", "csv:events-copy.csv", "--report", "r.json");
        assertThat(load.code()).isZero();
        assertThat(run("load", csv, "--into", "csv:events-copy.csv").code()).isEqualTo(5);
        assertThat(run("load", server.address("/f/none.csv").toString(), "--into", "csv:x.csv")
                        .err())
                .contains("/f/none.csv is not there (status 404)");
    }

    @Test
    void aWebPageInsteadOfDataIsSaid() {
        server.serve(
                "/f/page.csv", Served.csv("<!DOCTYPE html><html>log in</html>").withType("text/html"));
        CommandRun.Result result = run("load", server.address("/f/page.csv").toString(), "--into", "csv:x.csv");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("web page (HTML)");
    }
}
