package io.github.leat.cli;

import io.github.leat.core.LoadException;
import io.github.leat.core.SourceException;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.DecompressionLimits;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes the records of files as clean CSV. */
@Command(
        name = "cat",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the records of CSV files as clean CSV: UTF-8, RFC 4180, header first, LF line ends, quotes only"
                    + " where needed.",
            "Keeps every record, ragged ones too. Exit code 3 if a source could not be read."
        })
final class CatCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @ParentCommand
    @Nullable
    LeatCommand leat;

    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "A file, a pattern, or - for stdin.")
    List<String> arguments = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Write a file of the same name for each source here, instead of standard output.")
    @Nullable
    String to;

    @Mixin
    ReadingOptions reading = new ReadingOptions();

    @Mixin
    DecompressionOptions decompression = new DecompressionOptions();

    @Mixin
    EngineOptions engine = new EngineOptions();

    CatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ErrorLines errors = new ErrorLines(surroundings, leat != null && leat.debug);
        Sources sources = new Sources(surroundings);
        Set<String> written = new HashSet<>();
        DecompressionLimits limits = decompression.limits();
        EngineChoice choice = engine.choice();
        Inference inference =
                choice.declare(reading.inference(limits).minConfidence(0)).build();
        boolean failed = false;
        for (String name : sources.expand(arguments)) {
            try {
                CleanCopy copy = new CleanCopy(choice.of(sources.open(name), limits), inference);
                if (to == null) {
                    copy.to(surroundings.out());
                } else {
                    copy.to(target(surroundings.resolve(to), name, written));
                }
                copy.warnings().forEach(errors::print);
            } catch (OutputException e) {
                if (e.isClosedPipe()) {
                    return ExitCode.OK; // the reader has seen enough, as in: leat cat x.csv | head
                }
                errors.print(e.getMessage() + " Free space, or write somewhere else.");
                return ExitCode.FAILED;
            } catch (IOException e) {
                errors.print(name + " cannot be read: " + Json.reason(e) + ". Check the file and its disk.");
                failed = true;
            } catch (LoadException e) {
                errors.print(e);
                failed = true;
            }
        }
        return failed ? ExitCode.REJECTS : ExitCode.OK;
    }

    private Path target(Path directory, String name, Set<String> written) {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("--to: " + directory + " is a file. Name a directory.", e);
        } catch (IOException e) {
            throw new UsageException(
                    "--to: " + directory + " cannot be made (" + Json.reason(e)
                            + "). Name a directory that can be written.",
                    e);
        }
        String file = name.equals("-") ? Sources.STDIN + ".csv" : Sources.plainFileName(name);
        Path target = directory.resolve(file);
        if (!written.add(file)) {
            throw new SourceException(name + " is left out: another source of this name was written to " + target
                    + ". Write the two into different directories.");
        }
        try {
            boolean isFile = !name.equals("-") && Sources.kindOf(name).isEmpty();
            if (isFile && Files.exists(target) && Files.isSameFile(target, surroundings.resolve(name))) {
                throw new SourceException(
                        name + " would be overwritten by its own copy. Name another directory with --to.");
            }
        } catch (IOException e) {
            throw new OutputException(target.toString(), e);
        }
        return target;
    }
}
