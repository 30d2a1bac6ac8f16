package io.github.leat.serve.internal.format;

import io.github.leat.core.schema.ColumnType;
import io.github.leat.rds.RdsDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads values of results, the same from every database: exact decimals, ISO days and times, instants in UTC. */
public final class Cells {
    private final boolean keepsInstantsAsUtc;

    /** For the results of a product. */
    public Cells(RdsDatabase.Product product) {
        this.keepsInstantsAsUtc = product == RdsDatabase.Product.MARIADB;
    }

    /**
     * A {@link Boolean}, {@link Long}, {@link BigDecimal}, {@link Double} or {@link String}; null for NULL.
     *
     * @param index from 1
     */
    public @Nullable Object read(ResultSet row, int index, ColumnType type) throws SQLException {
        Object value = switch (type.kind()) {
            case BOOLEAN -> row.getBoolean(index);
            case LONG -> row.getLong(index);
            case DECIMAL -> row.getBigDecimal(index);
            case DOUBLE -> row.getDouble(index);
            case TEXT -> row.getString(index);
            case DATE -> text(row.getObject(index, LocalDate.class));
            case TIME -> keepsInstantsAsUtc ? clock(row.getString(index)) : time(row.getObject(index, LocalTime.class));
            case TIMESTAMP -> dateTime(row.getObject(index, LocalDateTime.class));
            case TIMESTAMP_TZ -> instant(row, index);
        };
        return row.wasNull() ? null : value;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String time(@Nullable LocalTime value) {
        return value == null ? null : DateTimeFormatter.ISO_LOCAL_TIME.format(value);
    }

    /** MariaDB's times go beyond a day. */
    private static @Nullable String clock(@Nullable String text) {
        return text == null || text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0*$", "");
    }

    private static @Nullable String dateTime(@Nullable LocalDateTime value) {
        return value == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value);
    }

    private @Nullable String instant(ResultSet row, int index) throws SQLException {
        if (keepsInstantsAsUtc) {
            String local = dateTime(row.getObject(index, LocalDateTime.class));
            return local == null ? null : local + "Z";
        }
        OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
        return value == null
                ? null
                : dateTime(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
    }
}
