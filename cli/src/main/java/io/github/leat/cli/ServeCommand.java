package io.github.leat.cli;

import io.github.leat.rds.RdsDatabase;
import io.github.leat.serve.ApiServer;
import io.github.leat.serve.ServeLimits;
import io.github.leat.serve.ServeOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves what was loaded, until it is interrupted. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Serves the tables that were loaded, read-only, over HTTP.",
            "GET /api/openapi.json says what can be asked. Ends with Ctrl-C."
        })
final class ServeCommand implements Callable<Integer> {
    private static final String TOKEN = "LEAT_SERVE_TOKEN";
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "duckdb:FILE, jdbc:postgresql://…, jdbc:mariadb://… or jdbc:mysql://… (default: "
                    + Targets.DEFAULT + ").")
    String target = Targets.DEFAULT;

    @Option(names = "--port", paramLabel = "PORT", description = "Default 8080; 0 for any free one.")
    int port = ServeOptions.DEFAULT_PORT;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description =
                    "The address to listen at (default 127.0.0.1: this machine alone). Another one needs --token or"
                            + " --trusted-header.")
    String host = ServeOptions.DEFAULT_HOST;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Requests must bring it as Authorization: Bearer TOKEN. Better in the variable " + TOKEN
                    + ", which other users of the machine cannot see.")
    @Nullable
    String token;

    @Option(
            names = "--trusted-header",
            paramLabel = "NAME",
            description = "Requests must have this header, which a reverse proxy sets when it has let someone in.")
    @Nullable
    String trustedHeader;

    @Option(
            names = "--show-paths",
            description = "Shows sources with their directories, as loads named them; else the last part alone.")
    boolean showPaths;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        RdsDatabase database = new Targets(surroundings).read(target);
        if (!database.exists()) {
            throw new UsageException(database.name()
                    + " is not there. Load something into it first: leat load FILE --into " + database.name() + ".");
        }
        try (ApiServer server = ApiServer.start(options(database))) {
            surroundings.err().println("Serving " + database.name() + " at " + server.uri() + " (Ctrl-C ends it)");
            server.join();
            return ExitCode.OK;
        } catch (IOException e) {
            new ErrorLines(surroundings, false).print(String.valueOf(e.getMessage()));
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private ServeOptions options(RdsDatabase database) {
        Optional<String> secret = Optional.ofNullable(token)
                .or(() -> Optional.ofNullable(surroundings.environment().get(TOKEN)));
        try {
            return new ServeOptions(
                    database, host, port, secret, Optional.ofNullable(trustedHeader), showPaths, ServeLimits.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
