package io.github.leat.testkit.generate;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Generates CSV from the command line; {@code --help} lists the options.
 *
 * <p>Exit status 0, or 2 for wrong options, or 4 if the output cannot be written. A summary goes to stderr.
 */
public final class GenerateCsv {
    static final String USAGE = """
            GenerateCsv --kind acled|food|numeric|quoted (--records N | --bytes SIZE) [options]
              --seed S            what the content depends on (default 1)
              --line-end lf|crlf  default lf
              --hxl               an HXL row under the header (acled and food)
              --script S          mixed or ascii (default mixed)
              --dates D           of acled: long or iso (default long)
              --plant FAULT=N     N records with a fault, may be repeated: too-few-fields, too-many-fields, bad-type,
                                  late-bad-type, invalid-utf8, nul-character, stray-quote, duplicate-key, empty-key-part
              --out FILE          default - for stdout
            SIZE is a number of bytes, or of KB, MB, GB (powers of ten), KiB, MiB, GiB (powers of two).""";

    private static final Pattern SIZE = Pattern.compile("(\\d+)(?:([KMG])(I)?)?B?");

    private GenerateCsv() {}

    /** See {@link GenerateCsv}. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        if (List.of(args).contains("--help")) {
            System.out.println(USAGE);
            return 0;
        }
        try {
            Command command = parse(args);
            long start = System.nanoTime();
            GenerationReport report = command.write();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.err.printf(
                    Locale.ROOT,
                    "%,d records, %,d bytes in %.2f s (%.0f MB/s)%s%n",
                    report.records(),
                    report.bytes(),
                    seconds,
                    report.bytes() / seconds / 1e6,
                    report.planted().isEmpty() ? "" : ", planted " + report.planted());
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\nSee --help for the options.");
            return 2;
        } catch (IOException e) {
            System.err.println("Cannot write: " + e + "\nGive another --out.");
            return 4;
        }
    }

    private record Command(CsvGenerator generator, String target) {
        GenerationReport write() throws IOException {
            if (!target.equals("-")) {
                return generator.writeTo(Path.of(target));
            }
            try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                return generator.writeTo(out);
            }
        }
    }

    private static Command parse(String... args) {
        Deque<String> left = new ArrayDeque<>(List.of(args));
        CsvGenerator.Builder builder = CsvGenerator.builder(constant(CsvShape.class, takeKind(left)));
        String target = "-";
        while (!left.isEmpty()) {
            String option = left.remove();
            switch (option) {
                case "--hxl" -> builder.hxl(true);
                case "--records" -> builder.records(number(next(left, option)));
                case "--bytes" -> builder.bytes(size(next(left, option)));
                case "--seed" -> builder.seed(number(next(left, option)));
                case "--line-end" -> builder.lineEnd(constant(LineEnd.class, next(left, option)));
                case "--script" -> builder.script(constant(Script.class, next(left, option)));
                case "--dates" -> builder.dates(constant(DateStyle.class, next(left, option)));
                case "--plant" -> plant(builder, next(left, option));
                case "--out" -> target = next(left, option);
                default -> throw new IllegalArgumentException("There is no option \"" + option + "\".");
            }
        }
        return new Command(builder.build(), target);
    }

    /** The kind, wherever it stands: the other options are settings of its builder. */
    private static String takeKind(Deque<String> arguments) {
        Deque<String> others = new ArrayDeque<>();
        String kind = "";
        while (!arguments.isEmpty()) {
            String argument = arguments.remove();
            if (argument.equals("--kind")) {
                kind = next(arguments, argument);
            } else {
                others.add(argument);
            }
        }
        arguments.addAll(others);
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("--kind is missing: acled, food, numeric or quoted.");
        }
        return kind;
    }

    private static String next(Deque<String> arguments, String option) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return arguments.remove();
    }

    private static void plant(CsvGenerator.Builder builder, String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "--plant needs a fault and a number, such as bad-type=3, not \"" + text + "\".");
        }
        builder.plant(constant(PlantedFault.class, text.substring(0, equals)), number(text.substring(equals + 1)));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().replace('_', '-').equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is none of "
                + String.join(
                        ", ",
                        List.of(type.getEnumConstants()).stream()
                                .map(GenerateCsv::optionText)
                                .toList()) + ".");
    }

    private static String optionText(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number.", e);
        }
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a size such as 2GB, 64MiB or 1000.");
        }
        long base = matcher.group(3) == null ? 1000 : 1024;
        long unit = 1;
        for (int power = "KMG".indexOf(matcher.group(2) == null ? "-" : matcher.group(2)); power >= 0; power--) {
            unit *= base;
        }
        try {
            return Math.multiplyExact(number(matcher.group(1)), unit);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too large.", e);
        }
    }
}
