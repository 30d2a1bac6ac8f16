package io.github.leat.spark.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.TextEncoding;
import io.github.leat.core.record.CsvFormat;
import io.github.leat.core.schema.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of a read, docs/spark.md. Immutable.
 *
 * @param paths what to read
 * @param inference how each file is understood
 * @param rejects what becomes of records that do not conform
 * @param lineage whether to add where each record came from
 * @param splitBytes about how large the parts of a large file are; empty for {@link #splitBytes(long, int)}
 */
record ReadOptions(List<String> paths, Inference inference, Rejects rejects, boolean lineage, OptionalLong splitBytes) {
    /** Most bytes of one part, unless more are asked for: 64 MiB. */
    static final long DEFAULT_SPLIT_BYTES = 64L << 20;

    /** Fewest bytes of one part, unless fewer are asked for: 4 MiB, below which a task costs more than it saves. */
    static final long LEAST_SPLIT_BYTES = 4L << 20;

    private static final Set<String> KNOWN = Set.of(
            "path",
            "paths",
            "rejects",
            "lineage",
            "splitbytes",
            "exact",
            "delimiter",
            "sep",
            "quote",
            "escape",
            "encoding",
            "header",
            "hxl",
            "types",
            "nullvalue",
            "samplebytes");

    /** What becomes of records that do not conform. */
    enum Rejects {
        /** The first one fails the query. */
        FAIL,
        /** They are left out. */
        LEAVE,
        /** They, and nothing else, are the rows. */
        ONLY
    }

    static ReadOptions of(CaseInsensitiveStringMap options) {
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The format leat has no options " + unknown + ". There are "
                    + new TreeSet<>(KNOWN) + "; docs/spark.md says what they do.");
        }
        return new ReadOptions(
                paths(options),
                inference(options),
                rejects(options),
                options.getBoolean("lineage", false),
                declaredSplitBytes(options));
    }

    private static OptionalLong declaredSplitBytes(CaseInsensitiveStringMap options) {
        if (!options.containsKey("splitBytes")) {
            return OptionalLong.empty();
        }
        long bytes = options.getLong("splitBytes", 0);
        if (bytes < 1) {
            throw new IllegalArgumentException("splitBytes must be above 0, got " + bytes);
        }
        return OptionalLong.of(bytes);
    }

    /**
     * How large parts are: as declared, or as large as the most with which all cores end at about the same time.
     *
     * @param total bytes of all files, and what opening them is taken to cost
     * @param cores that there are
     */
    long splitBytes(long total, int cores) {
        long turns = 1 + Math.max(0, total - 1) / (DEFAULT_SPLIT_BYTES * cores);
        return splitBytes.orElse(Math.max(LEAST_SPLIT_BYTES, total / (turns * cores) + 1));
    }

    private static Rejects rejects(CaseInsensitiveStringMap options) {
        String text = options.getOrDefault("rejects", "fail");
        try {
            return Rejects.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no choice for rejects. Write fail, leave or only.", e);
        }
    }

    private static List<String> paths(CaseInsensitiveStringMap options) {
        List<String> paths = new ArrayList<>();
        String many = options.get("paths");
        if (many != null) {
            try {
                paths.addAll(List.of(new ObjectMapper().readValue(many, String[].class)));
            } catch (IOException e) {
                throw new IllegalArgumentException("paths is not a JSON array of texts: " + many, e);
            }
        }
        String one = options.get("path");
        if (one != null) {
            paths.add(one);
        }
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to read. Name paths in load(…).");
        }
        return List.copyOf(paths);
    }

    private static Inference inference(CaseInsensitiveStringMap options) {
        Inference.Builder builder = Inference.builder();
        String delimiter = options.getOrDefault("delimiter", options.get("sep"));
        if (delimiter != null) {
            builder.delimiter(one("delimiter", delimiter.equals("\\t") ? "\t" : delimiter));
        }
        String quote = options.get("quote");
        if (quote != null) {
            if (quote.isEmpty()) {
                builder.noQuote();
            } else {
                builder.quote(one("quote", quote));
            }
        }
        String escape = options.get("escape");
        if (escape != null) {
            builder.escape(escape.equals("\\") ? CsvFormat.Escape.BACKSLASH : CsvFormat.Escape.DOUBLED);
        }
        String encoding = options.get("encoding");
        if (encoding != null) {
            builder.encoding(TextEncoding.of(encoding));
        }
        String header = options.get("header");
        if (header != null && !header.equalsIgnoreCase("auto")) {
            builder.header(options.getBoolean("header", true) ? Inference.Header.PRESENT : Inference.Header.ABSENT);
        }
        String nulls = options.get("nullValue");
        if (nulls != null) {
            builder.format(CsvFormat.builder().nullTexts(Set.of("", nulls)).build());
        }
        if (options.containsKey("sampleBytes")) {
            builder.sampleBytes(options.getInt("sampleBytes", 0));
        }
        return builder.hxl(options.getBoolean("hxl", true))
                .exact(options.getBoolean("exact", false))
                .types(types(options.get("types")))
                .build();
    }

    private static char one(String option, String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(option + " is one character, got \"" + text + "\"");
        }
        return text.charAt(0);
    }

    private static Map<String, ColumnType> types(@Nullable String text) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        if (text != null) {
            for (String part : text.split(";", -1)) {
                int equals = part.lastIndexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("types is column=TYPE;column=TYPE, got \"" + part + "\"");
                }
                types.put(part.substring(0, equals).strip(), ColumnType.parse(part.substring(equals + 1)));
            }
        }
        return types;
    }
}
