package io.github.leat.cli;

import io.github.leat.core.io.DecompressionLimits;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What compressed sources may grow to: options of all commands that read sources. */
final class DecompressionOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})(B|KB|MB|GB|TB)?");

    @Option(
            names = "--max-ratio",
            paramLabel = "N",
            description = "Refuse a compressed source that grows to more than N times its size; default 1000.")
    @Nullable
    String maxRatio;

    @Option(
            names = "--max-decompressed",
            paramLabel = "SIZE",
            description = "Refuse a compressed source that grows beyond it: 500MB, 2TB; default 1 TiB.")
    @Nullable
    String maxDecompressed;

    /** @throws UsageException if an option is no number above 0 */
    DecompressionLimits limits() {
        DecompressionLimits defaults = DecompressionLimits.defaults();
        return new DecompressionLimits(
                maxRatio == null ? defaults.maxRatio() : ratio(maxRatio),
                maxDecompressed == null ? defaults.maxBytes() : size(maxDecompressed));
    }

    private static int ratio(String text) {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        throw new UsageException("--max-ratio: \"" + text + "\" is not a whole number from 1 to 999999999.");
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (matcher.matches()) {
            String unit = matcher.group(2);
            long factor = switch (unit == null ? "B" : unit) {
                case "KB" -> 1_000L;
                case "MB" -> 1_000_000L;
                case "GB" -> 1_000_000_000L;
                case "TB" -> 1_000_000_000_000L;
                default -> 1L;
            };
            long number = Long.parseLong(matcher.group(1));
            if (number > 0 && number <= Long.MAX_VALUE / factor) {
                return number * factor;
            }
        }
        throw new UsageException("--max-decompressed: \"" + text + "\" is not a size. Write 1000000, 500MB or 2TB.");
    }
}
