package io.github.leat.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Loads dead letters again. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Loads a file of rejected records after they, or the options, were mended.",
            "What is rejected again goes to REJECTS.again.csv unless --rejects says otherwise.",
            "Or sends the messages of a dead-letter queue (sqs://NAME) to the function's queue again."
        })
final class RedriveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @ParentCommand
    @Nullable
    LeatCommand leat;

    @Parameters(
            paramLabel = "REJECTS",
            description = "A file that a load wrote for its rejected records, or sqs://NAME.")
    String rejects = "";

    @Option(
            names = "--to",
            paramLabel = "sqs://NAME",
            description = "Where the messages of a queue go; default: where each came from.")
    @Nullable
    String to;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    LoadOptions options = new LoadOptions();

    RedriveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (rejects.startsWith(DeadLetterQueue.SCHEME)) {
            return sendAgain();
        }
        if (to != null) {
            throw new UsageException("--to is for queues, and " + rejects + " is none. Name the target with --into.");
        }
        boolean debug = leat != null && leat.debug;
        List<String> names = new Sources(surroundings).expand(List.of(rejects));
        LoadJob job = LoadJob.of(options, names, RedriveCommand::table, true);
        return new LoadRunner(surroundings, job, List.of(rejects), debug).run();
    }

    private int sendAgain() {
        boolean hasOthers = spec != null
                && spec.commandLine().getParseResult().matchedOptions().stream()
                        .anyMatch(option -> !option.longestName().equals("--to"));
        if (hasOthers) {
            throw new UsageException("Messages of a queue are loaded by the function that the queue calls, with its own"
                    + " settings. Leave out all options but --to.");
        }
        try (DeadLetterQueue from = DeadLetterQueue.open(rejects)) {
            Optional<DeadLetterQueue> target = Optional.ofNullable(to).map(DeadLetterQueue::open);
            try {
                if (target.filter(from::isSame).isPresent()) {
                    throw new UsageException("--to names the same queue. Name the one that the function reads.");
                }
                return sendAll(from, target);
            } finally {
                target.ifPresent(DeadLetterQueue::close);
            }
        }
    }

    private int sendAll(DeadLetterQueue from, Optional<DeadLetterQueue> target) {
        long count = 0;
        List<DeadLetterQueue.Sent> sent = from.sendNext(target);
        while (!sent.isEmpty()) {
            for (DeadLetterQueue.Sent one : sent) {
                surroundings.err().println("Sent to " + one.queue() + ": " + one.reason());
            }
            count += sent.size();
            sent = from.sendNext(target);
        }
        surroundings.err().println(count == 0 ? "No dead letters." : Figures.count(count, "message") + " sent again.");
        return count == 0 ? ExitCode.NOTHING_TO_DO : ExitCode.OK;
    }

    private static String table(String rejects) {
        return TableNames.ofRejects(rejects)
                .orElseThrow(() -> new UsageException("The name " + rejects
                        + " does not tell the table, as TABLE.rejects.csv would. Name it with --table."));
    }
}
