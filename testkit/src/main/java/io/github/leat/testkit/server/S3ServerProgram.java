package io.github.leat.testkit.server;

import io.github.leat.testkit.cache.CachedDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The S3 server's program, as it starts with the least of the processor: its libraries beside it and not within its jar, and with an
 * archive of the classes that it loads, which takes a start from 8 to 5 s of a busy processor. Both are made once for each user, jar and
 * JVM, in a {@link CachedDirectory}. A JVM that does not want the archive starts without.
 */
final class S3ServerProgram {
    private static final String ARCHIVE = "classes.jsa";

    private S3ServerProgram() {}

    /** The command, but for the arguments of the server. */
    static List<String> command() throws IOException {
        Path jar = jar();
        String version = Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis();
        Path program = CachedDirectory.of("s3mock", version, fresh -> extract(jar, fresh))
                .resolve(jar.getFileName());
        // an archive knows its classes by the place where they stood: that is not moved any more
        Path archive = CachedDirectory.of(
                        "s3mock-classes",
                        version + "-" + Runtime.version() + "-"
                                + Integer.toHexString((program + System.getProperty("java.home")).hashCode()),
                        fresh -> archive(program, fresh.resolve(ARCHIVE)))
                .resolve(ARCHIVE);
        return java(Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-Xshare:auto", program);
    }

    private static List<String> java(String option, Path program) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                option,
                "-jar",
                program.toString());
    }

    private static void extract(Path jar, Path fresh) throws IOException {
        List<String> command = new ArrayList<>(java("-Djarmode=tools", jar));
        command.addAll(List.of("extract", "--force", "--destination", fresh.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(fresh.resolve(jar.getFileName()))) {
            throw new IOException("The S3 server cannot be unpacked:\n" + words);
        }
    }

    /** A server that has answered writes it when it is ended; one that does not leaves none. */
    private static void archive(Path program, Path archive) {
        S3Server server = S3Server.launch(java("-XX:ArchiveClassesAtExit=" + archive, program));
        try {
            for (String request : List.of("PUT /b", "PUT /b/o", "GET /b/o", "GET /b?list-type=2", "DELETE /b/o")) {
                ask(server, request);
            }
        } finally {
            server.endCalmly();
        }
    }

    private static void ask(S3Server server, String request) {
        String[] parts = request.split(" ", -1);
        try {
            URL url = URI.create(server.endpoint() + parts[1]).toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setRequestMethod(parts[0]);
            if (parts[1].equals("/b/o") && parts[0].equals("PUT")) {
                connection.setDoOutput(true);
                connection.getOutputStream().write('x');
            }
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asked of the class loader, which follows a manifest's class path too. */
    private static Path jar() throws IOException {
        return Collections.list(S3Server.class.getClassLoader().getResources("META-INF/MANIFEST.MF")).stream()
                .map(URL::toString)
                .filter(url -> url.matches("jar:file:.*s3mock-[^/]*-exec\\.jar!/.*"))
                .findFirst()
                .map(url -> Path.of(URI.create(url.substring("jar:".length(), url.indexOf("!/")))))
                .orElseThrow(() -> new IllegalStateException(
                        "The S3 server's jar (com.adobe.testing:s3mock, classifier exec) is not on the class path."));
    }
}
