package io.github.leat.core.load;

import io.github.leat.core.TooManyRejectsException;
import io.github.leat.core.record.RecordBatch;
import io.github.leat.core.record.Rejection;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.Checkpoint;
import io.github.leat.core.sink.LoadId;
import java.util.Optional;

/** The place of a load that takes no rejects. */
final class NoDeadLetters implements DeadLetters {
    static final NoDeadLetters INSTANCE = new NoDeadLetters();

    private NoDeadLetters() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public DeadLetterWriter open(
            LoadId load, String source, String target, Schema columns, Optional<Checkpoint> resumedAt) {
        return new DeadLetterWriter() {
            @Override
            public void write(RecordBatch origin, Rejection rejection) {
                throw new TooManyRejectsException(
                        origin.slice(rejection.index(), rejection.index() + 1).start(),
                        rejection.reason() + " The load keeps no dead letters, so it stops: name a place for them.");
            }

            @Override
            public long commit() {
                return 0;
            }

            @Override
            public void complete() {
                // nothing is kept
            }

            @Override
            public void close() {
                // nothing is kept
            }
        };
    }
}
