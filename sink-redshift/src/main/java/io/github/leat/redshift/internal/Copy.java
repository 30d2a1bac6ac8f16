package io.github.leat.redshift.internal;

import io.github.leat.core.schema.Schema;
import io.github.leat.redshift.PartCompression;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The objects of one COPY with the columns they were written by.
 *
 * @param schema the columns of the records in them
 * @param parts the objects
 */
record Copy(Schema schema, List<S3Address> parts) {
    /** Errors after which COPY stops looking for more; the most it takes (developer guide, "Data load operations", MAXERROR). */
    private static final int MOST_ERRORS = 100_000;

    Copy {
        parts = List.copyOf(parts);
    }

    /** Writes the manifest: a part that is not there fails COPY. */
    static void writeManifest(Staging staging, S3Address manifest, List<S3Address> parts) {
        StringBuilder json = new StringBuilder("{\"entries\":[");
        for (int i = 0; i < parts.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\n {\"url\":\"")
                    .append(parts.get(i).name().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\",\"mandatory\":true}");
        }
        json.append("\n]}\n");
        try (S3Upload upload = staging.landing().replace(manifest)) {
            upload.write(json.toString().getBytes(StandardCharsets.UTF_8));
            upload.complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The statement. Neither TRUNCATECOLUMNS nor ACCEPTINVCHARS: a value that does not fit is an error. COMPUPDATE and STATUPDATE are
     * off, since a staging table's encodings and statistics are of no use.
     */
    static String sql(Table stage, String columns, String manifest, Staging staging, PartCompression compression) {
        return "COPY " + stage.sql() + " (" + columns + ") FROM " + Literals.plain(manifest) + " IAM_ROLE "
                + staging.roleSql() + " MANIFEST FORMAT AS CSV " + compression + " NULL AS "
                + Literals.plain(RecordText.NULL) + staging.regionSql() + " COMPUPDATE OFF STATUPDATE OFF";
    }

    /** The same, to find what it would refuse: nothing is loaded. */
    static String check(String copy) {
        return copy + " NOLOAD MAXERROR " + MOST_ERRORS;
    }
}
