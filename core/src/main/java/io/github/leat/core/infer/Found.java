package io.github.leat.core.infer;

import io.github.leat.core.schema.Column;

/** A column with its type, and why. */
record Found(Column column, Evidence evidence) {}
