package io.github.leat.cli;

import io.github.leat.core.infer.Inference;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.core.io.TextEncoding;
import io.github.leat.core.record.CsvFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How sources are read where that is not to be found out: options of all commands that read sources. */
final class ReadingOptions {
    @Option(names = "--encoding", paramLabel = "NAME", description = "UTF-8, windows-1252, …; default: found out.")
    @Nullable
    String encoding;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description =
                    "What separates fields: one character, or comma, semicolon, tab, pipe, blank; default: found out.")
    @Nullable
    String delimiter;

    @Option(
            names = "--quote",
            paramLabel = "CHAR",
            description = "What encloses fields: one character, or none; default: found out.")
    @Nullable
    String quote;

    @Option(
            names = "--header",
            paramLabel = "N",
            description = "How many records name the columns, their texts joined: none, 1, 2, …; default: found out.")
    @Nullable
    String header;

    @Option(
            names = "--null",
            paramLabel = "TEXT",
            description =
                    "An unquoted text that means NULL, such as NA; repeat it for more. The empty text always does.")
    List<String> nulls = new ArrayList<>();

    /**
     * An inference to which more may be added.
     *
     * @throws UsageException if an option is wrong by itself
     */
    Inference.Builder inference(DecompressionLimits limits) {
        Inference.Builder inference = Inference.builder().limits(limits);
        if (encoding != null) {
            inference.encoding(encoding(encoding));
        }
        if (delimiter != null) {
            inference.delimiter(character("--delimiter", delimiter));
        }
        if (quote != null) {
            inference.quote(quote(quote));
        }
        if (header != null) {
            inference.headerRecords(headerRecords(header));
        }
        if (!nulls.isEmpty()) {
            inference.format(nullTexts());
        }
        return inference;
    }

    /**
     * An inference of a file of rejects, whose form is known but for its null texts.
     *
     * @throws UsageException if another option is given
     */
    Inference.Builder rejectsInference(DecompressionLimits limits) {
        if (encoding != null || delimiter != null || quote != null || header != null) {
            throw new UsageException(
                    "--encoding, --delimiter, --quote and --header are not for files of rejected records,"
                            + " which are always written the same way. Leave them out.");
        }
        return inference(limits).header(Inference.Header.PRESENT).hxl(false);
    }

    private CsvFormat nullTexts() {
        Set<String> texts = new HashSet<>(nulls);
        texts.add("");
        return CsvFormat.builder().nullTexts(texts).build();
    }

    private static TextEncoding encoding(String name) {
        try {
            return TextEncoding.of(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--encoding: " + e.getMessage(), e);
        }
    }

    private static char quote(String text) {
        return text.equalsIgnoreCase("none") ? Inference.NO_QUOTE : character("--quote", text);
    }

    private static char character(String option, String text) {
        String named = switch (text.toLowerCase(Locale.ROOT)) {
            case "comma" -> ",";
            case "semicolon" -> ";";
            case "tab", "\\t" -> "\t";
            case "pipe" -> "|";
            case "blank", "space" -> " ";
            default -> text;
        };
        char c = named.isEmpty() ? '\0' : named.charAt(0);
        if (named.length() != 1 || c >= 0x7F || (c < ' ' && c != '\t' && !isSeparator(c))) {
            throw new UsageException(
                    option + ": \"" + text + "\" is not one ASCII character. Write one, such as ; or tab.");
        }
        return c;
    }

    /** The separators that ASCII has for the purpose: 0x1C to 0x1F, and 0x01 as Hive writes it. */
    private static boolean isSeparator(char c) {
        return c == 0x01 || (c >= 0x1C && c <= 0x1F);
    }

    private static int headerRecords(String text) {
        if (text.equalsIgnoreCase("none")) {
            return 0;
        }
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= Inference.MAX_HEADER_RECORDS) {
            return Integer.parseInt(text);
        }
        throw new UsageException("--header: \"" + text + "\" is neither none nor a number of records from 1 to "
                + Inference.MAX_HEADER_RECORDS + ". Write how many records name the columns.");
    }
}
