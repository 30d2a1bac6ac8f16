package io.github.leat.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedFaultTest {
    private static final int RECORDS = 10_000;

    @ParameterizedTest
    @EnumSource
    void everyFaultIsPlantedAsOftenAsAsked(CsvShape shape) throws IOException {
        CsvGenerator.Builder builder = CsvGenerator.builder(shape).records(RECORDS);
        Map<PlantedFault, Long> asked = new EnumMap<>(PlantedFault.class);
        for (PlantedFault fault : PlantedFault.values()) {
            asked.put(fault, 10L + asked.size());
            builder.plant(fault, asked.getOrDefault(fault, 0L));
        }
        GenerationReport report = builder.build().writeTo(new ByteArrayOutputStream());

        assertThat(report.planted()).isEqualTo(asked);
        assertThat(report.records()).isEqualTo(RECORDS);
    }

    @ParameterizedTest
    @EnumSource
    void missingAndSurplusFieldsAreCounted(CsvShape shape) {
        int columns = shape.columns().size();
        List<List<String>> records = fields(builder(shape)
                .plant(PlantedFault.TOO_FEW_FIELDS, 7)
                .plant(PlantedFault.TOO_MANY_FIELDS, 11)
                .build());

        assertThat(records).filteredOn(r -> r.size() == columns - 1).hasSize(7);
        assertThat(records).filteredOn(r -> r.size() == columns + 1).hasSize(11);
        assertThat(records).filteredOn(r -> r.size() == columns).hasSize(RECORDS + 1 - 18);
    }

    @ParameterizedTest
    @CsvSource({"ACLED,fatalities", "FOOD,price", "NUMERIC,n03", "QUOTED,quantity"})
    void badTypesAreWordsInANumberColumn(CsvShape shape, String column) {
        List<CsvRecord> records = CsvGeneratorTest.records(
                builder(shape).plant(PlantedFault.BAD_TYPE, 9).build());

        assertThat(notNumbers(shape, column, records)).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({"ACLED,fatalities", "FOOD,price", "NUMERIC,n03", "QUOTED,quantity"})
    void lateBadTypesComeInTheLastTenth(CsvShape shape, String column) {
        List<CsvRecord> records = CsvGeneratorTest.records(
                builder(shape).plant(PlantedFault.LATE_BAD_TYPE, 9).build());

        assertThat(notNumbers(shape, column, records)).hasSize(9).allMatch(index -> index > RECORDS / 10 * 9);
    }

    @ParameterizedTest
    @EnumSource
    void duplicatesRepeatTheKeyOfASoundRecord(CsvShape shape) {
        List<CsvRecord> records = CsvGeneratorTest.records(
                builder(shape).plant(PlantedFault.DUPLICATE_KEY, 120).build());

        assertThat(CsvGeneratorTest.keys(shape, records.subList(1, records.size())))
                .hasSize(RECORDS - 120);
    }

    @ParameterizedTest
    @EnumSource
    void emptyKeyPartsAreCounted(CsvShape shape) {
        List<CsvRecord> records = CsvGeneratorTest.records(
                builder(shape).plant(PlantedFault.EMPTY_KEY_PART, 13).build());

        assertThat(records)
                .filteredOn(r -> CsvGeneratorTest.keyFields(shape, r).contains(""))
                .hasSize(13);
    }

    @ParameterizedTest
    @EnumSource
    void invalidBytesAndNulsAreCounted(CsvShape shape) {
        byte[] bytes = builder(shape)
                .plant(PlantedFault.INVALID_UTF8, 5)
                .plant(PlantedFault.NUL_CHARACTER, 6)
                .build()
                .toBytes();

        assertThat(new String(bytes, StandardCharsets.UTF_8).chars().filter(c -> c == 0xFFFD))
                .hasSize(5);
        assertThat(new String(bytes, StandardCharsets.UTF_8).chars().filter(c -> c == 0))
                .hasSize(6);
    }

    @ParameterizedTest
    @EnumSource
    void strayQuotesAreCounted(CsvShape shape) {
        String text = new String(
                builder(shape).plant(PlantedFault.STRAY_QUOTE, 8).build().toBytes(), StandardCharsets.UTF_8);

        assertThat(text.split(shape == CsvShape.QUOTED ? "[a-zç]\"s," : "[a-zA-Z.]\"s,", -1))
                .hasSize(9);
    }

    @Test
    void faultsMayFillTheFileButForTheFirstRecord() throws IOException {
        GenerationReport report = CsvGenerator.builder(CsvShape.FOOD)
                .records(20)
                .plant(PlantedFault.LATE_BAD_TYPE, 2)
                .plant(PlantedFault.DUPLICATE_KEY, 17)
                .build()
                .writeTo(new ByteArrayOutputStream());

        assertThat(report.planted())
                .containsExactly(entry(PlantedFault.LATE_BAD_TYPE, 2L), entry(PlantedFault.DUPLICATE_KEY, 17L));
    }

    @Test
    void faultsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> CsvGenerator.builder(CsvShape.FOOD)
                        .records(20)
                        .plant(PlantedFault.BAD_TYPE, 20)
                        .build())
                .hasMessageContaining("do not fit into 20 records");
        assertThatThrownBy(() -> CsvGenerator.builder(CsvShape.FOOD)
                        .records(20)
                        .plant(PlantedFault.LATE_BAD_TYPE, 3)
                        .build())
                .hasMessageContaining("last tenth");
        assertThatThrownBy(() -> CsvGenerator.builder(CsvShape.FOOD)
                        .bytes(1_000)
                        .plant(PlantedFault.BAD_TYPE, 1)
                        .build())
                .hasMessageContaining("number of records");
    }

    private static CsvGenerator.Builder builder(CsvShape shape) {
        return CsvGenerator.builder(shape).records(RECORDS);
    }

    private static List<List<String>> fields(CsvGenerator generator) {
        List<List<String>> all = new ArrayList<>();
        CsvGeneratorTest.records(generator.toBytes(), true).forEach(record -> all.add(record.getFields()));
        return all;
    }

    private static List<Integer> notNumbers(CsvShape shape, String column, List<CsvRecord> records) {
        int at = shape.columns().indexOf(column);
        List<Integer> found = new ArrayList<>();
        for (int i = 1; i < records.size(); i++) {
            if (!records.get(i).getField(at).matches("-?\\d+(\\.\\d+)?")) {
                found.add(i);
            }
        }
        return found;
    }
}
