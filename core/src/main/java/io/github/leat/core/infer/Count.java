package io.github.leat.core.infer;

/** Numbers as sentences show them: {@code 10,000 records}, {@code 1 record}. Not below 0. */
final class Count {
    private Count() {}

    static String of(long n, String noun) {
        return of(n) + " " + noun + (n == 1 ? "" : "s");
    }

    static String of(long n) {
        StringBuilder digits = new StringBuilder(Long.toString(n));
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }
}
