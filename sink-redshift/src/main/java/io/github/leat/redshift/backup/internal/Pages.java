package io.github.leat.redshift.backup.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists that come by pages. The SDK's paginators are not used: they send each page once, and a {@link io.github.leat.aws.Caller} again
 * where it was lost.
 */
final class Pages {
    private Pages() {}

    /** A page of answers. */
    interface Page<P> {
        /**
         * Asks for it.
         *
         * @param token where it begins, as the page before said; null for the first
         */
        P from(@Nullable String token) throws InterruptedException;
    }

    /** The items of all pages; the last one has no, or an empty, token. */
    static <P, T> List<T> all(Page<P> page, Function<P, List<T>> items, Function<P, @Nullable String> next)
            throws InterruptedException {
        List<T> all = new ArrayList<>();
        String token = null;
        do {
            P answer = page.from(token);
            all.addAll(items.apply(answer));
            token = next.apply(answer);
        } while (!Values.text(token).isEmpty());
        return all;
    }
}
