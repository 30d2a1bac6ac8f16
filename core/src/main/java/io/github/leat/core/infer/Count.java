package io.github.leat.core.infer;

import java.util.Locale;

/** Numbers as sentences show them: {@code 10,000 records}, {@code 1 record}. */
final class Count {
    private Count() {}

    static String of(long n, String noun) {
        return of(n) + " " + noun + (n == 1 ? "" : "s");
    }

    static String of(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
