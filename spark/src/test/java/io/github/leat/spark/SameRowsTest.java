package io.github.leat.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file gives the same rows, types, lineage and rejects, or the same refusal, on Spark as on one machine. */
class SameRowsTest {
    /** Every how many-th of the real files is compared in every build. */
    private static final int EVERY = Integer.getInteger("leat.spark.files", 60);

    @TempDir
    private Path directory = Path.of("");

    private List<SameRows.Same> compare(int every) throws IOException {
        SameRows same = new SameRows(LocalSpark.session(), directory, true);
        List<SameRows.Same> compared = new ArrayList<>();
        List<Path> files = RealFiles.all();
        for (int i = 0; i < files.size(); i += every) {
            compared.add(same.of(files.get(i), Math.max(1, Files.size(files.get(i)) / 3)));
        }
        return compared;
    }

    @Test
    void someRealFilesAreTheSame() throws IOException {
        assertThat(compare(EVERY)).anyMatch(same -> same.parts() > 1);
    }

    @Tag("thorough")
    @Test
    void allRealFilesAreTheSame() throws IOException {
        List<SameRows.Same> compared = compare(1);
        List<SameRows.Same> taken =
                compared.stream().filter(same -> same.refusal().isEmpty()).toList();
        long inParts = taken.stream().filter(same -> same.parts() > 1).count();
        long withRejects = taken.stream().filter(same -> same.rejects() > 0).count();
        System.out.printf(
                "%d files: %d taken, of which %d in parts and %d with rejects; %d refused with the same words, of which %d have no"
                        + " column%n",
                compared.size(),
                taken.size(),
                inParts,
                withRejects,
                compared.size() - taken.size(),
                compared.stream()
                        .filter(same -> same.refusal().equals(SameRows.NO_COLUMN))
                        .count());
        assertThat(taken).hasSizeGreaterThan(compared.size() / 2);
        assertThat(inParts).isGreaterThan(taken.size() / 2);
        assertThat(withRejects).isPositive();
    }
}
