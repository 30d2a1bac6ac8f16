package io.github.leat.dynamodb.internal;

import io.github.leat.core.SchemaException;
import io.github.leat.core.schema.Column;
import io.github.leat.core.schema.ColumnType;
import io.github.leat.core.schema.Schema;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.dynamodb.IndexSpec;
import io.github.leat.dynamodb.KeyTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * How the columns of a load and the attributes of a table go together; reads and writes nothing.
 *
 * @param schema the load's columns; those of keys keep their types
 * @param partition of the table's key
 * @param sort of the table's key
 * @param indexKeys for each column the type that an index wants of it, if one does
 */
record ItemLayout(
        Schema schema, KeyPart partition, Optional<KeyPart> sort, List<Optional<ScalarAttributeType>> indexKeys) {
    private static final int MOST_KEY_COLUMNS = 2;
    private static final Set<String> OURS = Set.of(KeyPart.GENERATED, ItemMapper.LOAD, ItemMapper.RECORD);

    /** @throws SchemaException if they do not fit */
    static ItemLayout of(Options options, String where, Schema load, Optional<TableShape> table) {
        if (load.size() == 0) {
            throw new SchemaException(where + ": the load has no columns. Check the source with leat preview.");
        }
        if (options.mode() == WriteMode.REPLACE) {
            throw new SchemaException(
                    where + ": DynamoDB cannot replace a table's items in one step, so mode REPLACE is not there."
                            + " Load into a new table, or use mode UPSERT.");
        }
        for (Column column : load.columns()) {
            if (OURS.contains(column.sqlName())) {
                throw new SchemaException(where + ": the column \"" + column.name()
                        + "\" has the name of an attribute of Leat's own. Rename it.");
            }
        }
        List<KeyTemplate> templates = templates(options, where, load, table);
        List<KeyPart> parts = new ArrayList<>();
        for (KeyTemplate template : templates) {
            parts.add(part(template, where, load, table));
        }
        if (parts.isEmpty()) {
            parts.add(KeyPart.generated());
        }
        Set<Integer> fixed = new HashSet<>();
        parts.stream().filter(KeyPart::isColumn).forEach(part -> fixed.addAll(part.columns()));
        List<Optional<ScalarAttributeType>> indexKeys = indexKeys(options, where, load, table, fixed);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < load.size(); i++) {
            Column column = load.column(i);
            columns.add(fixed.contains(i) ? column.withOrigin(Column.Origin.DECLARED) : column);
        }
        options.ttl().ifPresent(name -> requireTime(load, indexOf(name, "column of the expiry", where, load), where));
        options.versionBy().ifPresent(name -> indexOf(name, "column of the version", where, load));
        options.duplicates().column().ifPresent(name -> indexOf(name, "column of KEEP_MAX", where, load));
        options.binaries().forEach(name -> indexOf(name, "column of bytes", where, load));
        options.sets().keySet().forEach(name -> indexOf(name, "column of a set", where, load));
        return new ItemLayout(
                Schema.of(columns),
                parts.get(0),
                parts.size() > 1 ? Optional.of(parts.get(1)) : Optional.empty(),
                indexKeys);
    }

    private static void requireTime(Schema load, int index, String where) {
        ColumnType type = load.column(index).type();
        switch (type.kind()) {
            case LONG, DATE, TIMESTAMP, TIMESTAMP_TZ -> {}
            default ->
                throw new SchemaException(
                        where + ": the column \"" + load.column(index).name() + "\" of the expiry is " + type
                                + ". Choose one of whole seconds since 1970 or of a time.");
        }
    }

    private static List<KeyTemplate> templates(Options options, String where, Schema load, Optional<TableShape> table) {
        List<KeyTemplate> wanted = options.key();
        if (wanted.size() > MOST_KEY_COLUMNS) {
            throw new SchemaException(where + ": a key of DynamoDB has at most two attributes, and this one has "
                    + wanted.size() + ". Make one of several columns by a template, such as place={country}#{adm1}.");
        }
        if (table.isEmpty()) {
            if (wanted.isEmpty() && options.mode().needsKey()) {
                throw new SchemaException(
                        where + ": mode " + options.mode() + " needs a key. Name the key columns, or use mode APPEND.");
            }
            wanted.forEach(template -> requireColumns(template, where, load));
            return wanted;
        }
        TableShape shape = table.get();
        List<String> attributes = new ArrayList<>(List.of(shape.partition()));
        shape.sort().ifPresent(attributes::add);
        if (shape.partition().equals(KeyPart.GENERATED)) {
            if (!wanted.isEmpty()) {
                throw new SchemaException(
                        where + " was made without a key, so its items are told apart by their source and"
                                + " record. Leave the key out and use mode APPEND, or load into another table.");
            }
            if (options.mode().needsKey()) {
                throw new SchemaException(where + ": mode " + options.mode() + " needs a table with a key of its own.");
            }
            return List.of();
        }
        wanted.forEach(template -> requireColumns(template, where, load));
        List<KeyTemplate> found = new ArrayList<>();
        for (String attribute : attributes) {
            Optional<KeyTemplate> named = wanted.stream()
                    .filter(template -> nameOf(template, load).equals(attribute))
                    .findFirst();
            found.add(named.orElseGet(() -> {
                if (!wanted.isEmpty()) {
                    throw new SchemaException(
                            where + " has the key " + String.join(", ", attributes) + ", and the load's key lacks "
                                    + attribute + ". Name all of it, or none to take the table's.");
                }
                return new KeyTemplate(attribute, List.of("", attribute, ""));
            }));
        }
        if (wanted.size() > found.size()) {
            throw new SchemaException(where + " has the key " + String.join(", ", attributes)
                    + " and no other attribute in it. Name that key, or none to take the table's.");
        }
        found.forEach(template -> requireColumns(template, where, load));
        return found;
    }

    private static void requireColumns(KeyTemplate template, String where, Schema load) {
        for (int i = 1; i < template.parts().size(); i += 2) {
            indexOf(template.parts().get(i), "key column", where, load);
        }
    }

    /** The attribute of a template: for a plain column the column's SQL name. */
    private static String nameOf(KeyTemplate template, Schema load) {
        if (template.isColumn() && template.attribute().equals(template.parts().get(1))) {
            OptionalInt index = find(template.attribute(), load);
            return index.isPresent() ? load.column(index.getAsInt()).sqlName() : template.attribute();
        }
        return template.attribute();
    }

    private static KeyPart part(KeyTemplate template, String where, Schema load, Optional<TableShape> table) {
        List<Integer> columns = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < template.parts().size(); i++) {
            if (i % 2 == 0) {
                texts.add(template.parts().get(i));
            } else {
                columns.add(indexOf(template.parts().get(i), "key column", where, load));
            }
        }
        String attribute = nameOf(template, load);
        Column only = load.column(columns.get(0));
        boolean number = template.isColumn() && Values.isNumber(only);
        ScalarAttributeType type = table.map(shape -> shape.types().get(attribute))
                .orElse(number ? ScalarAttributeType.N : ScalarAttributeType.S);
        if (type == ScalarAttributeType.B || (type == ScalarAttributeType.N && !number)) {
            throw new SchemaException(where + ": its key attribute " + attribute + " is of type " + type
                    + ", and the column \"" + only.name() + "\" is " + only.type()
                    + ". Declare the column's type, or load into another table.");
        }
        return new KeyPart(attribute, type, columns, texts);
    }

    private static List<Optional<ScalarAttributeType>> indexKeys(
            Options options, String where, Schema load, Optional<TableShape> table, Set<Integer> fixed) {
        List<Optional<ScalarAttributeType>> types = new ArrayList<>();
        Set<String> names = new HashSet<>();
        table.ifPresent(shape -> shape.indexes().forEach(index -> names.addAll(index.keys())));
        if (table.isEmpty()) {
            for (IndexSpec index : options.indexes()) {
                names.add(load.column(indexOf(index.partition(), "index column", where, load))
                        .sqlName());
                index.sort()
                        .ifPresent(name -> names.add(load.column(indexOf(name, "index column", where, load))
                                .sqlName()));
            }
        }
        for (int i = 0; i < load.size(); i++) {
            Column column = load.column(i);
            if (!names.contains(column.sqlName())) {
                types.add(Optional.empty());
                continue;
            }
            fixed.add(i);
            ScalarAttributeType own = Values.isNumber(column) ? ScalarAttributeType.N : ScalarAttributeType.S;
            ScalarAttributeType type =
                    table.map(shape -> shape.types().get(column.sqlName())).orElse(own);
            if (type == ScalarAttributeType.B || (type == ScalarAttributeType.N && own != type)) {
                throw new SchemaException(
                        where + ": an index wants the attribute " + column.sqlName() + " of type " + type
                                + ", and the column \"" + column.name() + "\" is " + column.type()
                                + ". Declare the column's type, or leave the column out.");
            }
            types.add(Optional.of(type));
        }
        return types;
    }

    private static OptionalInt find(String name, Schema load) {
        OptionalInt index = load.indexOf(name);
        for (int i = 0; index.isEmpty() && i < load.size(); i++) {
            if (load.column(i).sqlName().equals(name)) {
                index = OptionalInt.of(i);
            }
        }
        return index;
    }

    /** @throws SchemaException with the columns there are */
    static int indexOf(String name, String role, String where, Schema load) {
        OptionalInt index = find(name, load);
        if (index.isPresent()) {
            return index.getAsInt();
        }
        throw new SchemaException(where + ": the " + role + " \"" + name + "\" is not among the columns of the load: "
                + String.join(", ", load.columns().stream().map(Column::name).toList()) + ". Name one of these.");
    }

    List<KeyPart> keyParts() {
        return sort.map(part -> List.of(partition, part)).orElse(List.of(partition));
    }

    Map<String, ScalarAttributeType> createdTypes() {
        Map<String, ScalarAttributeType> types = new java.util.LinkedHashMap<>();
        keyParts().forEach(part -> types.put(part.attribute(), part.type()));
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.column(i).sqlName();
            indexKeys.get(i).ifPresent(type -> types.putIfAbsent(name, type));
        }
        return types;
    }
}
