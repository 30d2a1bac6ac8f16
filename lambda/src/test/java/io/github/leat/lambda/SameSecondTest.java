package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.load.Load;
import io.github.leat.core.load.LoadOutcome;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Source;
import io.github.leat.s3.S3Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Versions of an object that were written within one second, which the store's times do not order. */
class SameSecondTest {
    private static final String KEY = "a.csv";
    private static final int TRIES = 50;

    private final Surroundings around = new Surroundings();
    private final S3Store store = Surroundings.store();

    @AfterEach
    void close() {
        store.close();
    }

    /** Two versions of one second; tried again where a second ended between them. */
    private record Versions(S3Source first, S3Source second) {}

    private S3Source put(String value) {
        around.put(KEY, "id,v\n1," + value + "\n");
        return S3Source.of(store, S3Address.of(around.bucket, KEY));
    }

    private Versions ofOneSecond() {
        for (int i = 0; i < TRIES; i++) {
            Versions versions = new Versions(put("first"), put("second"));
            if (second(versions.first()).equals(second(versions.second()))) {
                assertThat(versions.first().version())
                        .isNotEqualTo(versions.second().version());
                return versions;
            }
        }
        throw new AssertionError("no two versions of one second in " + TRIES + " tries");
    }

    private static String second(S3Source source) {
        String version = source.version().orElseThrow();
        return version.substring(0, version.indexOf('/'));
    }

    private LoadOutcome load(S3Source source) {
        return Load.from(source)
                .into(RdsSink.parse(around.database.url()).table("t").key("id").mode(WriteMode.UPSERT))
                .run()
                .outcome();
    }

    private void keepVersions() {
        store.client()
                .putBucketVersioning(request -> request.bucket(around.bucket)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    private String value() {
        return around.database.text("SELECT v FROM t");
    }

    /** The first is loaded while it is there, and the second comes within the same second. */
    @Test
    void theSecondIsNotTakenForLoaded() {
        for (int i = 0; i < TRIES; i++) {
            S3Source first = put("first");
            load(first);
            assertThat(value()).isEqualTo("first");
            S3Source second = put("second");
            assertThat(load(second)).isEqualTo(LoadOutcome.COMPLETED);
            assertThat(value()).isEqualTo("second");
            if (second(first).equals(second(second))) {
                return;
            }
        }
        throw new AssertionError("no two versions of one second in " + TRIES + " tries");
    }

    /** As when a function that has found the first is overtaken by one that loads the second. */
    @Test
    void aLateLoadOfTheFirstLeavesTheSecond() {
        keepVersions();
        Versions versions = ofOneSecond();
        assertThat(load(versions.second())).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(load(versions.first())).isEqualTo(LoadOutcome.STALE_VERSION);
        assertThat(value()).isEqualTo("second");
    }

    @Test
    void theFirstIsLoadedIfItIsAskedForByItsId() {
        keepVersions();
        Versions versions = ofOneSecond();
        assertThat(load(versions.second())).isEqualTo(LoadOutcome.COMPLETED);
        S3Source named = S3Source.of(store, versions.first().address());
        assertThat(named.address().versionId()).isPresent();
        assertThat(load(named)).isEqualTo(LoadOutcome.COMPLETED);
        assertThat(value()).isEqualTo("first");
    }

    @Test
    void aLateLoadOfWhatIsGoneLeavesTheRest() {
        keepVersions();
        Versions versions = ofOneSecond();
        assertThat(load(versions.second())).isEqualTo(LoadOutcome.COMPLETED);
        store.client().deleteObject(request -> request.bucket(around.bucket).key(KEY));
        assertThat(load(versions.first())).isEqualTo(LoadOutcome.STALE_VERSION);
        assertThat(value()).isEqualTo("second");
    }
}
