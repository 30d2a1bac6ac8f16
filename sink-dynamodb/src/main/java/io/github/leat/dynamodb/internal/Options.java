package io.github.leat.dynamodb.internal;

import io.github.leat.core.sink.Duplicates;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.dynamodb.Billing;
import io.github.leat.dynamodb.IndexSpec;
import io.github.leat.dynamodb.KeyTemplate;
import io.github.leat.dynamodb.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How records are written into a table. Immutable. */
public final class Options {
    /** The table of checkpoints, unless another is named. */
    public static final String LEDGER = "leat_ledger";

    /** Writers of a load unless it asks for fewer: an idle one costs a thread, and how many are busy follows from the rate. */
    public static final int WRITERS = 16;

    private final Draft draft;

    private Options(Draft draft) {
        this.draft = draft;
    }

    /** Everything as it is without a choice. */
    public static Options of(String table) {
        Draft draft = new Draft();
        draft.table = table;
        return new Options(draft);
    }

    /** The same with changes. */
    public Options with(Consumer<Draft> change) {
        Draft copy = draft.copy();
        change.accept(copy);
        return new Options(copy);
    }

    /** The values, to be changed before they are shared. */
    public static final class Draft {
        public String table = "";
        public String ledgerTable = LEDGER;
        public List<KeyTemplate> key = List.of();
        public WriteMode mode = WriteMode.APPEND;
        public Duplicates duplicates = Duplicates.KEEP_LAST;
        public Optional<String> versionBy = Optional.empty();
        public Nulls nulls = Nulls.ABSENT;
        public Optional<String> ttl = Optional.empty();
        public boolean nested;
        public Map<String, String> sets = Map.of();
        public List<String> binaries = List.of();
        public Billing billing = Billing.ON_DEMAND;
        public List<IndexSpec> indexes = List.of();
        public int writers = WRITERS;
        public Optional<String> lease = Optional.empty();
        public boolean spendsBurst;

        private Draft copy() {
            Draft copy = new Draft();
            copy.table = table;
            copy.ledgerTable = ledgerTable;
            copy.key = key;
            copy.mode = mode;
            copy.duplicates = duplicates;
            copy.versionBy = versionBy;
            copy.nulls = nulls;
            copy.ttl = ttl;
            copy.nested = nested;
            copy.sets = sets;
            copy.binaries = binaries;
            copy.billing = billing;
            copy.indexes = indexes;
            copy.writers = writers;
            copy.lease = lease;
            copy.spendsBurst = spendsBurst;
            return copy;
        }
    }

    /** Name of the table. */
    public String table() {
        return draft.table;
    }

    String ledgerTable() {
        return draft.ledgerTable;
    }

    List<KeyTemplate> key() {
        return draft.key;
    }

    WriteMode mode() {
        return draft.mode;
    }

    Duplicates duplicates() {
        return draft.duplicates;
    }

    Optional<String> versionBy() {
        return draft.versionBy;
    }

    Nulls nulls() {
        return draft.nulls;
    }

    Optional<String> ttl() {
        return draft.ttl;
    }

    boolean nested() {
        return draft.nested;
    }

    Map<String, String> sets() {
        return draft.sets;
    }

    List<String> binaries() {
        return draft.binaries;
    }

    Billing billing() {
        return draft.billing;
    }

    int writers() {
        return draft.writers;
    }

    Optional<String> lease() {
        return draft.lease;
    }

    boolean spendsBurst() {
        return draft.spendsBurst;
    }

    List<IndexSpec> indexes() {
        return draft.indexes;
    }

    /** Whether each item is put under a condition, in a request of its own. */
    boolean isConditional() {
        return mode() == WriteMode.INSERT_NEW
                || versionBy().isPresent()
                || !duplicates().equals(Duplicates.KEEP_LAST);
    }
}
