package io.github.leat.dynamodb;

import io.github.leat.core.sink.Duplicates;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code TABLE?setting=value&…}. */
final class TargetText {
    private static final String SETTINGS =
            "endpoint, region, ledger, partition, sort, ttl, nulls, nested, set, binary, billing,"
                    + " index, version-by, writers, lease, burst and duplicates";
    private static final Set<String> REPEATABLE = Set.of("set", "binary", "index");

    private TargetText() {}

    static DynamoDbSink parse(String text) {
        int question = text.indexOf('?');
        DynamoDbSink sink = DynamoDbSink.table(question < 0 ? text : text.substring(0, question));
        Set<String> given = new HashSet<>();
        List<KeyTemplate> key = new ArrayList<>();
        String query = question < 0 ? "" : text.substring(question + 1);
        for (String setting : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("\"" + setting + "\" is not a setting. Write name=value.");
            }
            String name = setting.substring(0, equals).toLowerCase(Locale.ROOT);
            String value = URLDecoder.decode(setting.substring(equals + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
            if (!given.add(name) && !REPEATABLE.contains(name)) {
                throw new IllegalArgumentException("The setting " + name + " is given twice. Give it once.");
            }
            if (name.equals("partition") || name.equals("sort")) {
                key.add(name.equals("partition") ? 0 : key.size(), KeyTemplate.parse(value));
            } else {
                sink = with(sink, name, value);
            }
        }
        if (given.contains("sort") && !given.contains("partition")) {
            throw new IllegalArgumentException("A sort key needs a partition key. Give partition=… too.");
        }
        return key.isEmpty() ? sink : sink.key(key);
    }

    private static DynamoDbSink with(DynamoDbSink sink, String name, String value) {
        return switch (name) {
            case "endpoint" -> sink.endpoint(URI.create(value));
            case "region" -> sink.region(value);
            case "ledger" -> sink.ledger(value);
            case "ttl" -> sink.expireBy(value);
            case "nulls" -> sink.nulls(nulls(value));
            case "nested" -> isTrue(name, value) ? sink.nested() : sink;
            case "set" -> set(sink, value);
            case "binary" -> sink.binary(value);
            case "billing" -> sink.billing(billing(value));
            case "index" -> sink.index(IndexSpec.parse(value));
            case "writers" -> sink.writers(number(name, value));
            case "burst" -> isSpend(value) ? sink.spendBurst() : sink;
            case "lease" -> sink.lease(value);
            case "version-by" -> sink.versionBy(value);
            case "duplicates" -> sink.duplicates(duplicates(value));
            default ->
                throw new IllegalArgumentException(
                        "\"" + name + "\" is not a setting of dynamodb:TABLE. Settings are " + SETTINGS + ".");
        };
    }

    private static int number(String name, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + "=" + value + " is not a whole number.");
        }
        return Integer.parseInt(value);
    }

    private static Nulls nulls(String value) {
        return switch (value) {
            case "absent" -> Nulls.ABSENT;
            case "null" -> Nulls.NULL;
            default -> throw new IllegalArgumentException("nulls=" + value + " is unknown. Choose absent or null.");
        };
    }

    private static boolean isSpend(String value) {
        return switch (value) {
            case "spend" -> true;
            case "leave" -> false;
            default -> throw new IllegalArgumentException("burst=" + value + " is unknown. Choose leave or spend.");
        };
    }

    private static boolean isTrue(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + "=" + value + " is unknown. Choose true or false.");
        }
        return value.equals("true");
    }

    private static DynamoDbSink set(DynamoDbSink sink, String value) {
        int colon = value.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "set=" + value + " has no separator. Write set=column:; for parts between semicolons.");
        }
        return sink.textSet(value.substring(0, colon), value.substring(colon + 1));
    }

    private static Billing billing(String value) {
        if (value.equals("on-demand")) {
            return Billing.ON_DEMAND;
        }
        if (value.matches("provisioned:\\d{1,9}")) {
            return Billing.provisioned(Long.parseLong(value.substring(value.indexOf(':') + 1)));
        }
        throw new IllegalArgumentException("billing=" + value + " is unknown. Choose on-demand or provisioned:100.");
    }

    private static Duplicates duplicates(String value) {
        if (value.startsWith("max:")) {
            return Duplicates.keepMax(value.substring("max:".length()));
        }
        return switch (value) {
            case "last" -> Duplicates.KEEP_LAST;
            case "first" -> Duplicates.KEEP_FIRST;
            default ->
                throw new IllegalArgumentException(
                        "duplicates=" + value + " is unknown. Choose last, first or max:column.");
        };
    }
}
