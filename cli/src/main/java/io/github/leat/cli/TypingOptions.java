package io.github.leat.cli;

import io.github.leat.core.infer.Inference;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which types columns get: options of load, redrive and preview. */
final class TypingOptions {
    @Option(
            names = "--types",
            paramLabel = "C=TYPE",
            description = "Declared types, such as price=DECIMAL(10,2),day=DATE(dd/MM/yyyy).")
    List<String> types = new ArrayList<>();

    @Option(
            names = "--infer",
            paramLabel = "HOW",
            description = "sample: types rest on parts of the source; exact: on all of it, which reads it twice more."
                    + " Default sample.")
    String infer = "sample";

    /**
     * What is declared and how the rest is found.
     *
     * @throws UsageException if an option is wrong by itself
     */
    Typing typing() {
        if (!infer.equals("sample") && !infer.equals("exact")) {
            throw new UsageException("--infer " + infer + " is unknown. Choose sample or exact.");
        }
        Typing typing = new Typing(DeclaredTypes.parse(types), infer.equals("exact"));
        try {
            typing.addTo(Inference.builder()).build();
        } catch (IllegalArgumentException e) {
            throw new UsageException("--types: " + e.getMessage(), e);
        }
        return typing;
    }
}
