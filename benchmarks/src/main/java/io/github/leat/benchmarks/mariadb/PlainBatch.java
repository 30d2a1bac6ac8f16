package io.github.leat.benchmarks.mariadb;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.Iterator;

/** What a program does without knowing better: a prepared INSERT and {@code addBatch}, with the driver's batches as they come. */
final class PlainBatch {
    private static final int BATCH = 1_000;

    private PlainBatch() {}

    /** Loads a file into a table; the records written. */
    static long load(String url, Path file, String table) throws IOException, SQLException {
        long rows = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file);
                Connection connection =
                        DriverManager.getConnection(url + "&useBulkStmts=false&rewriteBatchedStatements=false")) {
            connection.setAutoCommit(false);
            Iterator<CsvRecord> records = reader.iterator();
            int columns = records.next().getFieldCount();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES ("
                    + String.join(", ", Collections.nCopies(columns, "?")) + ")")) {
                while (records.hasNext()) {
                    bind(insert, records.next(), columns);
                    insert.addBatch();
                    if (++rows % BATCH == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        }
        return rows;
    }

    private static void bind(PreparedStatement insert, CsvRecord record, int columns) throws SQLException {
        for (int i = 0; i < columns; i++) {
            String field = record.getField(i);
            if (field.isEmpty()) {
                insert.setNull(i + 1, Types.VARCHAR);
            } else {
                insert.setString(i + 1, field);
            }
        }
    }
}
