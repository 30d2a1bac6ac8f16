package io.github.leat.spark;

import io.github.leat.testkit.generate.CsvGenerator;
import io.github.leat.testkit.generate.CsvShape;
import io.github.leat.testkit.generate.DateStyle;
import io.github.leat.testkit.generate.Script;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Makes the files of {@link ReadComparison}, one case at a time: the name says which. */
final class ReadCases {
    static final List<String> GENERATED = List.of(
            "numeric",
            "numeric, small",
            "quoted, no line ends in quotes",
            "quoted",
            "acled, no line ends in quotes",
            "acled",
            "wide",
            "many files");

    private static final int COLUMNS = 300;

    private final Path directory;
    private final long bytes;

    ReadCases(Path directory, long bytes) {
        this.directory = directory;
        this.bytes = bytes;
    }

    ReadCase generate(String name) throws IOException {
        Path file = directory.resolve("data.csv");
        return switch (name) {
            case "numeric" -> inParts(name, generated(file, CsvShape.NUMERIC, bytes, false));
            case "numeric, small" -> inParts(name, generated(file, CsvShape.NUMERIC, bytes / 8, false));
            case "quoted, no line ends in quotes" -> inParts(name, generated(file, CsvShape.QUOTED, bytes, true));
            case "quoted" -> inOneTask(name, generated(file, CsvShape.QUOTED, bytes, false));
            case "acled, no line ends in quotes" -> inParts(name, generated(file, CsvShape.ACLED, bytes, true));
            case "acled" -> inOneTask(name, generated(file, CsvShape.ACLED, bytes, false));
            case "wide" -> inParts(name, wide(file));
            case "many files" -> inParts(name, many(directory.resolve("many")));
            default -> throw new IllegalArgumentException("There is no case " + name);
        };
    }

    private ReadCase inParts(String name, Path path) throws IOException {
        return new ReadCase(name, path, megabytes(path), ReadCase.Right.IN_PARTS, "");
    }

    private ReadCase inOneTask(String name, Path path) throws IOException {
        return new ReadCase(
                name,
                path,
                megabytes(path),
                ReadCase.Right.IN_ONE_TASK,
                "without multiLine, a record with a line end in quotes is several rows");
    }

    /** Real files as they are, and one of them again and again; none if they are not there. */
    static List<String> real() {
        return List.of(
                "acled/conflict_data_eth.csv",
                "hdx-acled-hapi/hdx_hapi_conflict_event_global_1997.csv",
                "hdx-pcodes/download-global-pcodes-adm-1-2.csv",
                "hdx-fts/fts_incoming_funding_global.csv");
    }

    ReadCase real(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.get(1).contains("#date")) {
            return new ReadCase(
                    name,
                    file,
                    megabytes(file),
                    ReadCase.Right.NONE,
                    "the HXL row is a row of data to it, which makes every column a text");
        }
        return name.startsWith("fts") ? inOneTask(name, file) : inParts(name, file);
    }

    /** The records of a file again and again, without its HXL row. */
    ReadCase repeated(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        int first = lines.get(1).contains("#date") ? 2 : 1;
        byte[] body = (String.join("\n", lines.subList(first, lines.size())) + "\n").getBytes(StandardCharsets.UTF_8);
        Path target = directory.resolve("repeated.csv");
        try (OutputStream out = Files.newOutputStream(target)) {
            out.write((lines.get(0) + "\n").getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < bytes; written += body.length) {
                out.write(body);
            }
        }
        return inParts(file.getFileName() + " without its HXL row, again and again", target);
    }

    static double megabytes(Path path) throws IOException {
        long sum = 0;
        try (var files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
        }
        return sum / 1e6;
    }

    private static Path generated(Path file, CsvShape shape, long bytes, boolean oneLine) throws IOException {
        CsvGenerator generator = CsvGenerator.builder(shape)
                .bytes(bytes)
                .dates(DateStyle.ISO)
                .script(Script.MIXED)
                .build();
        try (OutputStream out = Files.newOutputStream(file)) {
            generator.writeTo(oneLine ? new OneLine(out) : out);
        }
        return file;
    }

    /** Writes blanks in place of line ends inside quotes. */
    private static final class OneLine extends FilterOutputStream {
        private boolean inside;

        OneLine(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            byte[] copy = new byte[length];
            for (int i = 0; i < length; i++) {
                byte b = bytes[offset + i];
                inside ^= b == '"';
                copy[i] = inside && (b == '\n' || b == '\r') ? (byte) ' ' : b;
            }
            out.write(copy, 0, length);
        }
    }

    private Path wide(Path file) throws IOException {
        Random random = new Random(1);
        StringBuilder record = new StringBuilder();
        for (int c = 0; c < COLUMNS; c++) {
            record.append(c == 0 ? "" : ",").append("c").append(c);
        }
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (long written = 0; written < bytes; written += record.length()) {
                out.append(record.append('\n'));
                record.setLength(0);
                for (int c = 0; c < COLUMNS; c++) {
                    record.append(c == 0 ? "" : ",");
                    switch (c % 4) {
                        case 0 -> record.append(random.nextInt(100_000));
                        case 1 -> record.append(random.nextInt(999)).append('.').append(10 + random.nextInt(90));
                        case 2 -> record.append("word ").append((char) ('a' + random.nextInt(26)));
                        default -> record.append(random.nextInt(10) == 0 ? "" : random.nextInt(9));
                    }
                }
            }
        }
        return file;
    }

    private Path many(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < 200; i++) {
            CsvGenerator.builder(CsvShape.NUMERIC)
                    .seed(i)
                    .bytes(bytes / 8 / 200)
                    .build()
                    .writeTo(folder.resolve("part-%03d.csv".formatted(i)));
        }
        return folder;
    }
}
