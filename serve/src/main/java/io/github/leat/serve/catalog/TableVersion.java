package io.github.leat.serve.catalog;

import io.github.leat.rds.LedgerRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A hash over all that says that a table is another one: of the ledger whatever a commit changes, and the columns. */
final class TableVersion {
    private static final int BYTES = 9;
    private final MessageDigest digest;

    TableVersion() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    static String ofLoads(List<LedgerRow> loads) {
        TableVersion version = new TableVersion();
        loads.forEach(version::add);
        return version.toString();
    }

    TableVersion add(Object value) {
        byte[] bytes = Objects.toString(value).getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** Ends it. */
    @Override
    public String toString() {
        byte[] hash = digest.digest();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    }
}
