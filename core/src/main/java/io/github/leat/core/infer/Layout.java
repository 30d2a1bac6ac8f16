package io.github.leat.core.infer;

import io.github.leat.core.Position;
import io.github.leat.core.io.TextSource;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.Schema;

/** Stub. */
public record Layout(TextSource text, CsvFormat format, Schema schema, Position dataStart) {}
