package io.github.leat.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.csv.CsvReader;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.schema.Column;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderTest {
    static List<Cases> headers() throws IOException {
        return Cases.blocks("headers.txt");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void tableIsFound(Cases example) throws IOException {
        Layout layout = Inference.defaults().infer(TextOf.of(example.text()));
        String names = layout.schema().columns().stream()
                .map(Column::name)
                .map(name -> name.contains("\n") ? "\"" + name.replace("\n", " ") + "\"" : name)
                .collect(Collectors.joining(","));
        String found = layout.preambleLines() + "/" + layout.headerLines() + "/"
                + layout.hxlLine().orElse(0) + "/" + layout.recordsSampled() + "/" + names;
        assertThat(found).as(layout.steps().toString()).isEqualTo(example.expected());
        assertThat(recordsRead(layout)).isEqualTo(layout.recordsSampled());
    }

    static long recordsRead(Layout layout) throws IOException {
        long records = 0;
        try (CsvReader reader = CsvReader.builder()
                .format(layout.format())
                .schema(layout.schema())
                .anyWidth()
                .startAt(layout.dataStart())
                .build(
                        layout.text().name(),
                        layout.text().open(layout.dataStart().byteOffset()))) {
            for (RecordBatch batch = reader.read(); batch != null; batch = reader.read()) {
                records += batch.size();
            }
        }
        return records;
    }

    @Test
    void sqlNamesAreUniqueAndNeverEmpty() throws IOException {
        Layout layout = Inference.defaults().infer(TextOf.of("a,A,,Total (US$)\n1,2,3,4\n5,6,7,8\n"));
        assertThat(layout.schema().columns().stream().map(Column::sqlName))
                .containsExactly("a", "a_2", "column_3", "total_us");
    }

    @Test
    void headerCanBeDeclared() throws IOException {
        String numbers = "1,2\n3,4\n5,6\n";
        Layout layout =
                Inference.builder().header(Inference.Header.PRESENT).build().infer(TextOf.of(numbers));
        assertThat(layout.schema().columns().stream().map(Column::name)).containsExactly("1", "2");
        layout = Inference.builder().header(Inference.Header.ABSENT).build().infer(TextOf.of("a,b\n1,2\n"));
        assertThat(layout.recordsSampled()).isEqualTo(2);
    }

    @Test
    void tagsAreKeptWithTheirColumns() throws IOException {
        Layout layout = Inference.defaults().infer(TextOf.of("Name,Note,Year\n#adm1 +NAME,,#date+2013\nRome,x,2013\n"));
        assertThat(layout.schema().columns().stream().map(c -> c.hxl().orElse("-")))
                .containsExactly("#adm1+name", "-", "#date+2013");
        assertThat(layout.dataStart().line()).isEqualTo(3);
        assertThat(layout.dataStart().record()).isZero();
    }

    @Test
    void hashtagsCanBeLeftAlone() throws IOException {
        Layout layout = Inference.builder().hxl(false).build().infer(TextOf.of("Name\n#adm1+name\nRome\n"));
        assertThat(layout.hxlLine()).isEmpty();
        assertThat(layout.recordsSampled()).isEqualTo(2);
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        Layout layout = Inference.defaults().infer(TextOf.of("\uFEFFid,n\n1,2\n"));
        assertThat(layout.schema().column(0).name()).isEqualTo("id");
        assertThat(layout.dataStart().byteOffset()).isEqualTo(8);
    }
}
