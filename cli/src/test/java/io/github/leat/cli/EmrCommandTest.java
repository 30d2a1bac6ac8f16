package io.github.leat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Store;
import io.github.leat.testkit.ManualTicker;
import io.github.leat.testkit.control.ControlFault;
import io.github.leat.testkit.control.EmrServer;
import io.github.leat.testkit.server.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;

/** The commands about jobs, against a stub of the control planes and a server of S3. */
class EmrCommandTest {
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final String POSTGRES = "jdbc:postgresql://db.example.org/crisis?user=loader&leatIam=true";

    @TempDir
    Path directory = Path.of("");

    private final String bucket = "emr-command-" + BUCKETS.incrementAndGet();

    @SuppressWarnings("NullAway.Init")
    private EmrServer server;

    @SuppressWarnings("NullAway.Init")
    private S3Store store;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", EmrServer.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", EmrServer.SECRET);
        server = EmrServer.start();
        server.application("00app1");
        server.cluster("j-CRISIS", "s3n://" + bucket + "/logs/");
        store = S3Store.open(new S3Options(
                Optional.of(S3Server.start().endpoint()), Optional.of(Region.EU_CENTRAL_1), Optional.empty(), false));
        store.client().createBucket(request -> request.bucket(bucket));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(directory.resolve("app.jar")))) {
            zip.putNextEntry(new ZipEntry("io/github/leat/spark/app/SparkLoadMain.class"));
            zip.closeEntry();
        }
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private void put(String key, byte[] content) {
        store.client().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    private CommandRun.Result emr(String line, String... more) {
        List<String> words = new ArrayList<>(List.of("emr"));
        words.addAll(List.of(line.strip().split(" +", -1)));
        words.addAll(List.of(more));
        return emr(words);
    }

    private CommandRun.Result emr(List<String> words) {
        words.addAll(List.of(
                "--region",
                "eu-central-1",
                "--endpoint",
                server.endpoint().toString(),
                "--s3-endpoint",
                S3Server.start().endpoint().toString()));
        return new CommandRun(directory).ticker(new ManualTicker()).run(words.toArray(new String[0]));
    }

    private CommandRun.Result submit(String line, String... more) {
        return emr(
                "submit s3://data/events.csv --into " + POSTGRES + " --jar app.jar --upload s3://" + bucket
                        + "/leat/ --application 00app1 --role arn:aws:iam::123456789012:role/job " + line,
                more);
    }

    private static void assertEnds(CommandRun.Result result, int code, String... said) {
        assertThat(result.err()).contains(said);
        assertThat(result.code()).isEqualTo(code);
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Leaves what a job whose load is done leaves. */
    private void report(String id, String outcome, int rejected) {
        List<String> arguments = server.jobs().stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow()
                .arguments();
        String address = arguments.get(arguments.indexOf("--report") + 1);
        put(
                address.substring(("s3://" + bucket + "/").length()),
                ("{\"outcome\":\"" + outcome + "\",\"read\":1000,\"written\":" + (1000 - rejected)
                                + ",\"deduplicated\":0,\"rejected\":" + rejected + ",\"skipped\":0}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theOptionsOfTheLoadArePassedOnAsTheyAreWritten() {
        CommandRun.Result result = submit(
                "--table facts --select id,day --rename id=key,day=on --types id=DECIMAL(12,2),day=DATE(dd/MM/yyyy)"
                        + " --trim --lineage --throughput 5000rec/s --rejects s3://data/rejects/ --split-bytes 64MiB"
                        + " --connections 8 --progress none --name nightly",
                "--where",
                "country in ('BDI', 'RWA')");
        assertEnds(result, 0, "Job 00job1 (nightly) is submitted to application 00app1.");
        assertThat(result.out()).isEqualTo("00job1\n");
        List<String> arguments = server.jobs().get(0).arguments();
        assertThat(arguments.subList(2, arguments.size()))
                .containsExactlyInAnyOrder(
                        "--into=" + POSTGRES,
                        "--table=facts",
                        "--select=id,day",
                        "--rename=id=key,day=on",
                        "--types=id=DECIMAL(12,2),day=DATE(dd/MM/yyyy)",
                        "--trim=*",
                        "--lineage",
                        "--throughput=5000rec/s",
                        "--rejects=s3://data/rejects/",
                        "--split-bytes=64MiB",
                        "--connections=8",
                        "--where=country in ('BDI', 'RWA')",
                        "--",
                        "s3://data/events.csv")
                .endsWith("--", "s3://data/events.csv");
        ClusterLoad read = ClusterLoad.parse(arguments);
        assertThat(read.sources()).containsExactly("s3://data/events.csv");
        assertThat(read.rejects()).contains("s3://data/rejects/");
        assertThat(read.splitBytes(1)).isEqualTo(64 << 20);
        assertThat(read.connections()).hasValue(8);
    }

    @Test
    void aDryRunShowsRequestsAndCostsAndSendsNothing() {
        CommandRun.Result plain = submit("--executors 2 --executor-cores 8 --executor-memory 16 --dry-run");
        assertEnds(plain, 0, "Nothing was sent");
        assertThat(plain.out())
                .contains("s3:PutObject\n  Bucket = " + bucket + "\n  Key = leat/leat-spark-app-")
                .contains("emr-serverless:StartJobRun\n  applicationId = 00app1\n")
                .contains("  jobDriver.sparkSubmit.entryPointArguments.3 = --into=" + POSTGRES)
                // 16 GiB and a tenth are 18, and workers of 8 cores come in steps of 4 from 16: 20; the driver's 4 are
                // 5
                .contains("3 workers: 18 vCPU-hours and 45 GB-hours of memory");
        CommandRun.Result json = submit("--dry-run --format json");
        assertThat(JsonTree.parse(json.out())).isInstanceOf(Map.class);
        assertThat(json.out()).contains("\"outcome\" : \"DRY_RUN\"").contains("\"vcpuHoursAnHour\" : 18");
        assertThat(server.calls()).isEmpty();
        assertThat(store.client()
                        .listObjectsV2(request -> request.bucket(bucket))
                        .contents())
                .isEmpty();
    }

    @Test
    void aWaitEndsAsTheLoadWouldHave() {
        assertEnds(
                submit("--wait"),
                0,
                "job 00job1: SUBMITTED · 0 s waited",
                "job 00job1: SUCCESS · 45 s waited",
                "it left no report",
                "Billed: 0.30 vCPU-hours, 0.75 GB-hours of memory.");
        report("00job1", "COMPLETED", 0);
        assertEnds(emr("status 00job1 --application 00app1"), 0, "1,000 read, 1,000 written, 0 rejected");
        report("00job1", "COMPLETED_WITH_REJECTS", 7);
        CommandRun.Result rejects = emr("status 00job1 --application 00app1 --format json");
        assertEnds(rejects, 3, "993 written, 7 rejected");
        assertThat(rejects.out())
                .contains("\"outcome\" : \"COMPLETED_WITH_REJECTS\"")
                .contains("\"vcpuHours\" : 0.3")
                .contains("\"rejected\" : 7");
        assertThat(JsonTree.parse(rejects.out())).isInstanceOf(Map.class);
        report("00job1", "ALREADY_LOADED", 0);
        assertEnds(emr("status 00job1 --application 00app1"), 5, "loaded already");
    }

    @Test
    void whatFailsEndsWithFour() {
        server.fault("StartJobRun", ControlFault.DENIED);
        CommandRun.Result denied = submit("");
        assertEnds(denied, 4, "leat: These credentials may not call emr-serverless:StartJobRun");
        assertThat(denied.errLines()).hasSize(2);
        submit("");
        server.becomes("00job1", "RUNNING", "");
        assertEnds(emr("status 00job1 --application 00app1"), 0, "of application 00app1: RUNNING");
        assertEnds(
                emr("status 00job1 --application 00app1 --wait --deadline 30s"),
                4,
                "has not ended after 30 s",
                "leat emr cancel");
        server.becomes("00job1", "FAILED", "driver exited with 1");
        assertEnds(
                emr("status 00job1 --application 00app1"),
                4,
                "has ended as FAILED (driver exited with 1)",
                "leat emr logs 00job1");
        assertEnds(emr("status 00none --application 00app1"), 4, "JobRun 00none does not exist", "--application");
    }

    @Test
    void aStepOfAClusterIsSubmittedAndCancelled() {
        CommandRun.Result result = emr("submit s3://data/day=*/ --table t --into " + POSTGRES
                + " --jar s3://jars/app.jar --upload s3://" + bucket + "/leat/ --cluster j-CRISIS --format json");
        assertEnds(result, 0, "Job s-1000 (leat t) is submitted to cluster j-CRISIS.");
        assertThat(result.out()).contains("\"id\" : \"s-1000\"").contains("\"state\" : \"WAITING\"");
        assertThat(server.jobs().get(0).arguments()).contains("s3://jars/app.jar", "spark.executor.instances=4");
        CommandRun.Result dry = emr("cancel s-1000 --cluster j-CRISIS --dry-run");
        assertThat(dry.out()).isEqualTo("elasticmapreduce:CancelSteps\n  ClusterId = j-CRISIS\n  StepIds.1 = s-1000\n");
        assertThat(server.calls("CancelSteps")).isEmpty();
        assertEnds(emr("cancel s-1000 --cluster j-CRISIS"), 0, "was asked to end");
        assertEnds(emr("cancel s-1000 --cluster j-CRISIS"), 5, "had ended already");
        assertEnds(emr("status s-1000 --cluster j-CRISIS"), 4, "has ended as CANCELLED");
    }

    @Test
    void logsArePrintedWhenTheyAreThere() throws IOException {
        submit("");
        assertEnds(emr("logs 00job1 --application 00app1"), 4, "SPARK_DRIVER/stderr.gz yet", "leat emr status");
        put("leat/logs/applications/00app1/jobs/00job1/SPARK_DRIVER/stdout.gz", compressed("COMPLETED: 3 files\n"));
        CommandRun.Result log = emr("logs 00job1 --application 00app1 --stream stdout");
        assertThat(log.out()).isEqualTo("COMPLETED: 3 files\n");
        assertThat(log.code()).isZero();
        CommandRun.Result json = emr("logs 00job1 --application 00app1 --stream stdout --format json");
        assertThat(json.out()).contains("\"text\" : \"COMPLETED: 3 files\\n\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u&password=geheim | has the setting password | --secret
                    s3://data/a.csv --into jdbc:postgresql://u:geheim@h/d  | a password before the host | Secrets Manager
                    s3://data/a.csv --into duckdb:x                        | do not share duckdb:x | Load into
                    s3://data/a.csv                                        | do not share duckdb:leat.duckdb | --into
                    a.csv --into dynamodb:events --key id --unique-keys | does not see a.csv | Copy it to S3
                    hdx:acled --into dynamodb:events                    | does not see hdx:acled | leat hdx sync
                    s3://data/a.csv?region=x --into dynamodb:events        | has settings | role of the job
                    s3://data/*.csv --into jdbc:postgresql://h/d?user=u    | which is not clear | --table
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --key id | replace each other | --unique-keys
                    s3://data/a.csv --into dynamodb:events --key id --unique-keys --secret s | is for jdbc: targets | role
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --engine commons | not for loads on a cluster | leat cat
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --split-bytes much | is not a size | 64MiB
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --connections 0 | at least 1 | as many
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --report r.json | report of a job | leat emr status
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --executors 0 | at least 1 | one executor
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --executor-cores 3 | no executor of 3 cores | Take one of
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --format xml | is unknown | text or json
                    s3://data/a.csv --into jdbc:postgresql://h/d?user=u --cluster j-X | one of them | --cluster
                    """)
    void whatCannotRunIsRefusedAndNothingSent(String line, String what, String advice) {
        CommandRun.Result result = emr("submit " + line + " --jar app.jar --upload s3://" + bucket
                + "/leat/ --application 00app1" + " --role arn:aws:iam::123456789012:role/job");
        assertEnds(result, 2, what, advice);
        assertThat(result.err()).doesNotContain("geheim");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void theCommandsOfThePageRunAsTheyStandThere() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "spark.md"));
        String block = page.substring(page.indexOf("leat emr submit '"));
        List<String> lines = block.substring(0, block.indexOf("```"))
                .replace("\\\n", " ")
                .replaceAll(" +#.*", "")
                .lines()
                .toList();
        assertThat(lines).hasSize(4);
        server.application("00f1r2s3t4u5v6w7");
        if (store.client().listBuckets().buckets().stream()
                .noneMatch(one -> one.name().equals("bucket"))) {
            store.client().createBucket(request -> request.bucket("bucket"));
        }
        store.client()
                .putObject(
                        request -> request.bucket("bucket")
                                .key("leat/logs/applications/00f1r2s3t4u5v6w7/jobs/00job1/SPARK_DRIVER/stderr.gz"),
                        RequestBody.fromBytes(compressed("all is well")));
        List<Integer> codes = new ArrayList<>();
        for (String line : lines) {
            List<String> words = new ArrayList<>();
            Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(line.substring("leat ".length()));
            while (word.find()) {
                String text = word.group(1) == null ? word.group(2) : word.group(1);
                words.add(
                        text.equals("JOB") ? "00job1" : text.replace("spark-app/target/leat-spark-app.jar", "app.jar"));
            }
            codes.add(emr(words).code());
        }
        // the job has ended, so that nothing is left to cancel
        assertThat(codes).containsExactly(0, 0, 0, 5);
    }

    @Test
    void usageIsSaid() {
        assertEnds(new CommandRun(directory).run("emr"), 2, "submit", "status", "cancel", "logs");
        assertEnds(emr("status x"), 2, "Name --application ID");
        assertEnds(emr("status x --application NO"), 2, "cannot be the id of an application");
        assertEnds(emr("logs x --application 00app1 --stream both"), 2, "stdout or stderr");
        String load = "submit s3://data/a.csv --into " + POSTGRES + " --jar app.jar --application 00app1";
        assertEnds(emr(load + " --upload s3://b-b/file --role r"), 2, "is not a prefix", "s3://b-b/file/");
        assertEnds(emr(load + " --upload s3://b-b/p/ --role r"), 2, "is not an ARN");
        assertEnds(emr(load + " --upload s3://b-b/p/"), 2, "Name it with --role");
        assertEnds(emr(load + " --upload s3://b-b/p/?region=x"), 2, "--upload has settings");
    }
}
