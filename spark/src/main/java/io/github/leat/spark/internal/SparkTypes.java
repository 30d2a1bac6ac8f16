package io.github.leat.spark.internal;

import io.github.leat.core.load.DeadLetters;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Leat's columns as Spark's fields. */
final class SparkTypes {
    private static final Set<String> NUMBERS = Set.of("_leat_line", "_leat_record", "_leat_byte");

    private SparkTypes() {}

    /** Fields by SQL name; each keeps its name in the source as {@code name} and its HXL tag as {@code hxl}. */
    static StructType fields(Schema schema) {
        List<StructField> fields = new ArrayList<>();
        for (Column column : schema.columns()) {
            MetadataBuilder facts = new MetadataBuilder().putString("name", column.name());
            column.hxl().ifPresent(tag -> facts.putString("hxl", tag));
            fields.add(new StructField(column.sqlName(), type(column.type()), true, facts.build()));
        }
        return new StructType(fields.toArray(new StructField[0]));
    }

    /** What dead letters have everywhere: the source's own columns as texts, then where and why. */
    static StructType rejects(Schema own) {
        List<StructField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Column column : own.columns()) {
            String name = names.add(column.name().toLowerCase(Locale.ROOT))
                            && !column.name().isEmpty()
                    ? column.name()
                    : column.sqlName();
            fields.add(new StructField(name, DataTypes.StringType, true, Metadata.empty()));
        }
        for (String name : DeadLetters.COLUMNS) {
            fields.add(new StructField(
                    name, NUMBERS.contains(name) ? DataTypes.LongType : DataTypes.StringType, true, Metadata.empty()));
        }
        return new StructType(fields.toArray(new StructField[0]));
    }

    /** A TIME is a text: not every format that Spark writes has such a type. */
    static DataType type(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case LONG -> DataTypes.LongType;
            case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
            case DOUBLE -> DataTypes.DoubleType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampNTZType;
            case TIMESTAMP_TZ -> DataTypes.TimestampType;
            case TIME, TEXT -> DataTypes.StringType;
        };
    }
}
