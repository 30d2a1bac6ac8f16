package io.github.leat.cli;

import io.github.leat.core.infer.Inference;

/**
 * How columns get their types.
 *
 * @param declared those that are declared
 * @param exact whether the others rest on all records rather than a sample
 */
record Typing(DeclaredTypes declared, boolean exact) {
    Inference.Builder addTo(Inference.Builder inference) {
        return inference.types(declared.types()).formats(declared.formats()).exact(exact);
    }
}
