package io.github.leat.serve.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.rds.LedgerAccess;
import io.github.leat.serve.catalog.Catalog;
import io.github.leat.serve.internal.api.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownQuestionsTest {
    private static Catalog catalog() {
        return new Catalog(List.of(), LedgerAccess.READABLE, Instant.EPOCH);
    }

    private static Answer answer(String version) {
        return new Answer("text/csv", version, Optional.empty(), new Answer.Body.Kept(version, visit -> new byte[0]));
    }

    @Test
    void aQuestionIsKnownByItsTextAndWhatIsAccepted() {
        KnownQuestions questions = new KnownQuestions(1 << 20);
        Catalog now = catalog();
        Answer answer = answer("1");
        questions.keep(now, "/api/x?a=1", "text/csv", answer);
        assertThat(questions.find(now, "/api/x?a=1", "text/csv")).contains(answer);
        assertThat(questions.find(now, "/api/x?a=1", "")).isEmpty();
        assertThat(questions.find(now, "/api/x?a=2", "text/csv")).isEmpty();
    }

    @Test
    void anotherCatalogMakesAllOfThemUnknown() {
        KnownQuestions questions = new KnownQuestions(1 << 20);
        Catalog before = catalog();
        questions.keep(before, "/api/x", "", answer("1"));
        Catalog now = new Catalog(List.of(), LedgerAccess.READABLE, Instant.EPOCH);
        assertThat(questions.find(now, "/api/x", "")).isEmpty();
        questions.keep(now, "/api/y", "", answer("2"));
        assertThat(questions.find(before, "/api/x", "")).isEmpty();
        assertThat(questions.find(now, "/api/y", "")).isPresent();
    }

    @Test
    void noMoreAreKeptThanThereIsRoomFor() {
        KnownQuestions questions = new KnownQuestions(100_000);
        Catalog now = catalog();
        for (int i = 0; i < 1_000; i++) {
            questions.keep(now, "/api/x?a=" + i, "", answer("1"));
        }
        long known = 0;
        for (int i = 0; i < 1_000; i++) {
            known += questions.find(now, "/api/x?a=" + i, "").isPresent() ? 1 : 0;
        }
        assertThat(known).isBetween(10L, 25L);
        assertThat(questions.find(now, "/api/x?a=999", "")).isPresent();
        questions.keep(now, "/api/" + "x".repeat(8_000), "", answer("1"));
        assertThat(questions.find(now, "/api/" + "x".repeat(8_000), "")).isEmpty();
    }
}
