package io.github.leat.cli;

import io.github.leat.aws.Patience;
import io.github.leat.aws.Planned;
import io.github.leat.redshift.backup.BackupException;
import io.github.leat.redshift.backup.Progress;
import io.github.leat.redshift.backup.RedshiftBackups;
import io.github.leat.redshift.backup.Retention;
import io.github.leat.redshift.backup.Warehouse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import software.amazon.awssdk.regions.Region;

/** What all commands about backups do alike: open, show a dry run, ask, show progress. */
final class RedshiftRun implements AutoCloseable {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d?");

    private final Surroundings surroundings;
    private final RedshiftCommand options;
    private final RedshiftBackups backups;

    /** What a command does. */
    interface Work {
        int run(RedshiftRun run) throws IOException, InterruptedException;
    }

    private RedshiftRun(Surroundings surroundings, RedshiftCommand options, RedshiftBackups backups) {
        this.surroundings = surroundings;
        this.options = options;
        this.backups = backups;
    }

    /**
     * Does it, with backups that are closed afterwards.
     *
     * @param spec of the command that runs, whose ancestor has the options
     */
    static int of(Surroundings surroundings, @Nullable CommandSpec spec, Work work)
            throws IOException, InterruptedException {
        CommandSpec at = spec;
        while (at != null && !(at.userObject() instanceof RedshiftCommand)) {
            at = at.parent();
        }
        if (at == null) {
            throw new IllegalStateException("not a command of redshift");
        }
        RedshiftCommand options = (RedshiftCommand) at.userObject();
        try (RedshiftRun run = new RedshiftRun(surroundings, options, open(surroundings, options))) {
            return work.run(run);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static RedshiftBackups open(Surroundings surroundings, RedshiftCommand options) {
        if ((options.cluster == null) == (options.namespace == null)) {
            throw new UsageException(
                    "Whose snapshots these are is not clear. Name --cluster ID or --namespace NAME, one of them.");
        }
        Warehouse warehouse =
                options.cluster != null ? Warehouse.cluster(options.cluster) : Warehouse.namespace(namespace(options));
        RedshiftBackups.Builder builder = RedshiftBackups.builder(warehouse).ticker(surroundings.ticker());
        if (options.region != null) {
            builder.region(Region.of(options.region));
        }
        if (options.endpoint != null) {
            builder.endpoint(URI.create(options.endpoint));
        }
        return builder.build();
    }

    private static String namespace(RedshiftCommand options) {
        return options.namespace == null ? "" : options.namespace;
    }

    RedshiftBackups backups() {
        return backups;
    }

    boolean json() {
        return options.json;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Prints what would be sent if that is what is wanted. */
    boolean isDry(Planned<?> planned) throws IOException {
        if (!options.dryRun) {
            return false;
        }
        if (options.json) {
            RedshiftJson.object(surroundings.out(), "DRY_RUN", json -> ServiceCalls.write(planned.calls(), json));
        } else {
            PrintStream out = out();
            ServiceCalls.print(planned.calls(), out);
            out.flush();
        }
        surroundings.err().println("Nothing was sent: --dry-run.");
        return true;
    }

    PrintStream out() {
        return surroundings.outText();
    }

    void say(String text) {
        surroundings.err().println(text);
    }

    /**
     * Asks whether it shall be done.
     *
     * @throws UsageException if there is nobody to ask
     */
    boolean confirmed(String question) throws IOException {
        if (options.yes) {
            return true;
        }
        if (!surroundings.inTerminal()) {
            throw new UsageException(question
                    + " There is no terminal to ask on. Add --yes if it shall be done, or look at it with --dry-run.");
        }
        surroundings.err().print(question + " Type yes to go on: ");
        surroundings.err().flush();
        String answer = new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
        if (answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("yes")) {
            return true;
        }
        say("Nothing was done.");
        return false;
    }

    /** Waits and shows how far it is. */
    <T> T await(String deadline, Waiter<T> waiter) throws InterruptedException {
        RedshiftProgress progress = new RedshiftProgress(surroundings);
        try {
            return waiter.await(Patience.upTo(Deadline.parse(deadline)), progress::show);
        } finally {
            progress.clear();
        }
    }

    /** A wait of the library. */
    interface Waiter<T> {
        T await(Patience patience, Consumer<Progress> listener) throws InterruptedException;
    }

    static Optional<Retention> retention(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.equals("forever")) {
            return Optional.of(Retention.FOREVER);
        }
        return Optional.of(Retention.days(days(text)));
    }

    static int days(String text) {
        Matcher matcher = DAYS.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException(text + " is not a retention. Write a number of days, such as 30d, or forever.");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** An error that a command makes of what it finds. */
    static BackupException notFound(String message) {
        return new BackupException(BackupException.Reason.NOT_FOUND, message);
    }

    @Override
    public void close() {
        backups.close();
    }
}
