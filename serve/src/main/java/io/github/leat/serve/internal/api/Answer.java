package io.github.leat.serve.internal.api;

import io.github.leat.serve.internal.database.EncodedAnswer;
import io.github.leat.serve.internal.database.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request is answered with: known before the database is asked for it.
 *
 * @param type the media type
 * @param version changes with the content
 * @param updatedAt the last change; empty where it is so recent that another could have the same second
 * @param body the content
 */
public record Answer(String type, String version, Optional<Instant> updatedAt, Body body) {
    /** Where the content comes from. */
    public sealed interface Body {
        /** It is there. */
        record Ready(EncodedAnswer bytes) implements Body {}

        /**
         * It is small, and kept for the next who asks.
         *
         * @param key all that decides the content, the version included
         * @param maker makes it
         */
        record Kept(String key, Maker maker) implements Body {}

        /** It is written as it is read. */
        record Streamed(Writer writer) implements Body {}
    }

    /** Makes a small content. */
    @FunctionalInterface
    public interface Maker {
        /** Asks the database. */
        byte[] make(Visit visit) throws SQLException, IOException;
    }

    /** Writes a content of any size. */
    @FunctionalInterface
    public interface Writer {
        /** Asks the database, and writes; nothing is sent as long as the first buffer is not full. */
        void write(Visit visit, OutputStream out) throws SQLException, IOException;
    }
}
