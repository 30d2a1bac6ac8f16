package io.github.leat.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvGeneratorTest {
    /** A change of these is a change of every file ever generated: say so in the change log. */
    @ParameterizedTest
    @CsvSource({
        "ACLED,   CRLF, b92a67d9e986841f9b0693cd36b7011fef73f86ae0cb3123c21ad1121071bd4f",
        "FOOD,    LF,   6cd110d24c01f6bf0c6963726e5a5936532c37cc5cde73edd0f4361a15a5db5f",
        "NUMERIC, LF,   aa2319fc53b2551f174103df1b6ff876e981bb598575a6ffdfcf6be3176224fd",
        "QUOTED,  CRLF, e478b08213e51221e3eddceec8e348832159d6208c40c47941ea65abe0c93fbe",
    })
    void sameSeedGivesTheSameBytesForEver(CsvShape shape, LineEnd lineEnd, String sha256) throws Exception {
        byte[] bytes = CsvGenerator.builder(shape)
                .seed(42)
                .records(20_000)
                .lineEnd(lineEnd)
                .hxl(shape.hasHxl())
                .build()
                .toBytes();

        assertThat(sha256(bytes)).isEqualTo(sha256);
    }

    @ParameterizedTest
    @EnumSource
    void anotherSeedGivesOtherRecords(CsvShape shape) {
        List<CsvRecord> one =
                records(CsvGenerator.builder(shape).seed(1).records(50).build());
        List<CsvRecord> two =
                records(CsvGenerator.builder(shape).seed(2).records(50).build());

        assertThat(one.get(0).getFields()).isEqualTo(two.get(0).getFields());
        assertThat(one.get(7).getFields()).isNotEqualTo(two.get(7).getFields());
    }

    @ParameterizedTest
    @EnumSource
    void everyRecordHasTheHeadersFields(CsvShape shape) {
        List<CsvRecord> records =
                records(CsvGenerator.builder(shape).seed(3).records(5_000).build());

        assertThat(records)
                .hasSize(5_001)
                .allMatch(r -> r.getFieldCount() == shape.columns().size());
        assertThat(records.get(0).getFields()).isEqualTo(shape.columns());
    }

    @ParameterizedTest
    @EnumSource
    void keysAreUniqueAndNotEmpty(CsvShape shape) {
        List<CsvRecord> records =
                records(CsvGenerator.builder(shape).seed(4).records(30_000).build());

        assertThat(keys(shape, records.subList(1, records.size()))).hasSize(30_000);
        assertThat(records).noneMatch(r -> keyFields(shape, r).contains(""));
    }

    @ParameterizedTest
    @EnumSource
    void lineEndsDifferOnlyBetweenRecords(CsvShape shape) {
        CsvGenerator lf = CsvGenerator.builder(shape).records(3_000).build();
        CsvGenerator crlf =
                CsvGenerator.builder(shape).records(3_000).lineEnd(LineEnd.CRLF).build();

        assertThat(crlf.toBytes()).hasSize(lf.toBytes().length + 3_001);
        assertThat(records(crlf).stream().map(CsvRecord::getFields))
                .isEqualTo(records(lf).stream().map(CsvRecord::getFields).toList());
    }

    @ParameterizedTest
    @EnumSource
    void streamGivesWhatIsWritten(CsvShape shape) throws IOException {
        CsvGenerator generator = CsvGenerator.builder(shape).records(3_000).build();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        GenerationReport report = generator.writeTo(written);
        byte[] oneByOne = new byte[1000];
        byte[] rest;
        try (InputStream in = generator.open()) {
            for (int i = 0; i < oneByOne.length; i++) {
                oneByOne[i] = (byte) in.read();
            }
            rest = in.readAllBytes();
        }

        assertThat(report.records()).isEqualTo(3_000);
        assertThat(report.bytes()).isEqualTo(written.size());
        assertThat(rest).hasSize(written.size() - oneByOne.length);
        assertThat(written.toByteArray()).startsWith(oneByOne).endsWith(rest);
    }

    @ParameterizedTest
    @EnumSource
    void sizeEndsWithTheRecordThatReachesIt(CsvShape shape) throws IOException {
        GenerationReport report =
                CsvGenerator.builder(shape).bytes(3_000_000).build().writeTo(OutputStream.nullOutputStream());

        assertThat(report.bytes()).isBetween(3_000_000L, 3_002_000L);
    }

    @ParameterizedTest
    @EnumSource
    void asciiHasNoOtherCharacters(CsvShape shape) {
        byte[] ascii = CsvGenerator.builder(shape)
                .records(5_000)
                .script(Script.ASCII)
                .build()
                .toBytes();

        for (byte b : ascii) {
            assertThat(b).isGreaterThanOrEqualTo((byte) 0);
        }
    }

    @Test
    void acledFileHasWhatParsersStumbleOver() {
        List<CsvRecord> records = records(CsvGenerator.builder(CsvShape.ACLED)
                .records(5_000)
                .lineEnd(LineEnd.CRLF)
                .hxl(true)
                .build());
        List<String> notes = records.stream().map(r -> r.getField(27)).toList();

        assertThat(records.get(1).getField(0)).isEmpty();
        assertThat(records.get(1).getField(2)).isEqualTo("#event+code");
        assertThat(notes)
                .anyMatch(n -> n.contains("\""))
                .anyMatch(n -> n.contains("\n"))
                .anyMatch(n -> n.contains("\r\n"));
        assertThat(notes).filteredOn(n -> n.contains(",")).hasSizeGreaterThan(3_000);
        assertThat(notes).anyMatch(n -> n.codePoints().anyMatch(c -> c > 0xffff));
        assertThat(records).anyMatch(r -> r.getField(12).isEmpty());
    }

    @Test
    void acledDatesGoFromNewToOld() {
        List<CsvRecord> records =
                records(CsvGenerator.builder(CsvShape.ACLED).records(20_000).build());
        DateTimeFormatter format = DateTimeFormatter.ofPattern("dd MMMM yyyy", Locale.ENGLISH);
        List<LocalDate> dates = records.subList(1, records.size()).stream()
                .map(r -> LocalDate.parse(r.getField(4), format))
                .toList();

        assertThat(dates).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(dates.get(0)).isEqualTo("2020-11-07");
        assertThat(dates.get(19_999)).isBefore("2003-01-01");
    }

    @Test
    void isoDatesAreToldOnlyByTheirText() {
        List<CsvRecord> records = records(CsvGenerator.builder(CsvShape.ACLED)
                .records(10)
                .dates(DateStyle.ISO)
                .build());

        assertThat(records.get(1).getField(4)).isEqualTo("2020-11-07");
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> CsvGenerator.builder(CsvShape.FOOD).build()).hasMessageContaining("not both");
        assertThatThrownBy(() -> CsvGenerator.builder(CsvShape.FOOD).seed(1).seed(1))
                .hasMessageContaining("set twice");
        assertThatThrownBy(() -> CsvGenerator.builder(CsvShape.QUOTED).hxl(true))
                .hasMessageContaining("no HXL row");
        assertThatThrownBy(() -> CsvGenerator.builder(CsvShape.FOOD).records(0)).hasMessageContaining("above 0");
    }

    static List<CsvRecord> records(CsvGenerator generator) {
        return records(generator.toBytes(), false);
    }

    /** Reads with FastCSV, an independent reader; ragged records are an error unless allowed. */
    static List<CsvRecord> records(byte[] bytes, boolean ragged) {
        FieldMismatchStrategy mismatch = ragged ? FieldMismatchStrategy.IGNORE : FieldMismatchStrategy.STRICT;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(mismatch)
                .missingFieldStrategy(mismatch)
                .ofCsvRecord(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<List<String>> keys(CsvShape shape, List<CsvRecord> records) {
        Set<List<String>> keys = new HashSet<>();
        records.forEach(record -> keys.add(keyFields(shape, record)));
        return keys;
    }

    static List<String> keyFields(CsvShape shape, CsvRecord record) {
        return shape.keyColumns().stream()
                .map(name -> record.getField(shape.columns().indexOf(name)))
                .toList();
    }

    static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
