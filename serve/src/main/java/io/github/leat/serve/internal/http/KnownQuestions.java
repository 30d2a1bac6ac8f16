package io.github.leat.serve.internal.http;

import io.github.leat.serve.catalog.Catalog;
import io.github.leat.serve.internal.api.Answer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What requests were found to ask for, by their very text, as long as the catalog is the same: who asks what was asked before
 * is not read, checked and put into SQL again. Those not asked for longest go first. Thread-safe.
 */
final class KnownQuestions {
    /** What a question takes beside its text and an answer, about: its statement and what it is made of. */
    private static final int QUESTION_BYTES = 4_000;

    private final long most;
    private final Map<Text, Answer> known = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable Catalog of;
    private long bytes;

    /** @param most bytes, about; none is kept that takes more than an eighth of it */
    KnownQuestions(long most) {
        this.most = most;
    }

    private record Text(String pathQuery, String accept) {}

    /** The very same: to compare all tables for each request would take longer than what is saved. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isOf(Catalog catalog) {
        return of == catalog;
    }

    /** What the text asked for at this state of the catalog. */
    synchronized Optional<Answer> find(Catalog catalog, String pathQuery, String accept) {
        return isOf(catalog) ? Optional.ofNullable(known.get(new Text(pathQuery, accept))) : Optional.empty();
    }

    /** Remembers it. */
    synchronized void keep(Catalog catalog, String pathQuery, String accept, Answer answer) {
        if (!isOf(catalog)) {
            of = catalog;
            known.clear();
            bytes = 0;
        }
        Text text = new Text(pathQuery, accept);
        long size = sizeOf(text, answer);
        if (size > most / 8 || known.containsKey(text)) {
            return;
        }
        known.put(text, answer);
        bytes += size;
        Iterator<Map.Entry<Text, Answer>> oldest = known.entrySet().iterator();
        while (bytes > most) {
            Map.Entry<Text, Answer> entry = oldest.next();
            bytes -= sizeOf(entry.getKey(), entry.getValue());
            oldest.remove();
        }
    }

    private static long sizeOf(Text text, Answer answer) {
        long body =
                answer.body() instanceof Answer.Body.Ready ready ? ready.bytes().size() : 0;
        return body
                + QUESTION_BYTES
                + 4L * (text.pathQuery().length() + text.accept().length());
    }
}
