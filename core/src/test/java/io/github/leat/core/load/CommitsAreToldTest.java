package io.github.leat.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.sink.CsvSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsAreToldTest {
    @TempDir
    private Path directory;

    @Test
    void observerIsToldOfEveryCommitThatProgressCounts() throws Exception {
        Path file = Files.writeString(directory.resolve("in.csv"), "a,b\n" + "1,x\n".repeat(200_000));
        List<Duration> commits = new CopyOnWriteArrayList<>();
        AtomicLong counted = new AtomicLong();

        Load.from(FileSource.of(file))
                .into(CsvSink.to(directory.resolve("out.csv")))
                .commitEvery(1, Duration.ofDays(1))
                .observe(new LoadObserver() {
                    @Override
                    public void onCommit(Duration took) {
                        commits.add(took);
                    }

                    @Override
                    public void onProgress(Progress progress) {
                        counted.set(progress.commits());
                    }
                })
                .run();

        assertThat(commits).hasSizeGreaterThan(2).noneMatch(Duration::isNegative);
        assertThat(counted).hasValue(commits.size());
    }
}
