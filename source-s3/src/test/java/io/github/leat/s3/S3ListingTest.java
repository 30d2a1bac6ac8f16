package io.github.leat.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.leat.core.SourceException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3ListingTest {
    private static final S3Store STORE = TestStore.open();
    private static String bucket = "";

    @BeforeAll
    static void makeObjects() {
        bucket = TestStore.newBucket(STORE);
        for (String key :
                List.of("in/b.csv", "in/a.csv", "in/sub/c.csv", "in/sub/", "in/d.txt", "inside.csv", "x?.csv")) {
            TestStore.put(STORE, bucket, key, key.endsWith("/") ? new byte[0] : new byte[] {'a'});
        }
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    private static List<String> keys(String key) {
        return S3Listing.objects(STORE, S3Address.of(bucket, key)).stream()
                .map(S3Address::key)
                .toList();
    }

    @Test
    void aPrefixIsAllObjectsBelowIt() {
        assertThat(keys("in/")).containsExactly("in/a.csv", "in/b.csv", "in/d.txt", "in/sub/c.csv");
        assertThat(keys("")).hasSize(6);
    }

    @Test
    void patternsMatchAsInShells() {
        assertThat(keys("in/*.csv")).containsExactly("in/a.csv", "in/b.csv");
        assertThat(keys("in/**/*.csv")).containsExactly("in/a.csv", "in/b.csv", "in/sub/c.csv");
        assertThat(keys("in/[ad].{csv,txt}")).containsExactly("in/a.csv", "in/d.txt");
        assertThat(keys("x?.csv")).containsExactly("x?.csv");
    }

    @Test
    void nothingFoundIsSaid() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> keys("none/"))
                .withMessageContaining("There is no object below s3://" + bucket + "/none/");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> S3Listing.objects(STORE, S3Address.of("no-such-bucket", "a/")))
                .withMessageContaining("There is no bucket no-such-bucket");
    }

    /** S3 lists a thousand keys at a time. */
    @Test
    void longListingsAreReadPageByPage() {
        String many = TestStore.newBucket(STORE);
        for (int i = 0; i < 1010; i++) {
            TestStore.put(STORE, many, "k/" + i, new byte[0]);
        }
        assertThat(S3Listing.objects(STORE, S3Address.of(many, "k/"))).hasSize(1010);
    }
}
