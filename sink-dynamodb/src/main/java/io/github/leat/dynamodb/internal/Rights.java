package io.github.leat.dynamodb.internal;

import io.github.leat.core.Permission;
import java.util.ArrayList;
import java.util.List;

/**
 * What a load asks of DynamoDB, as a policy of IAM names it. The account is not known before a request, so that it is any.
 *
 * <p>Actions and resources are those of the service authorization reference, "Actions, resources, and condition keys for Amazon
 * DynamoDB" (read 2026-11). A test holds them against the requests that are sent.
 */
final class Rights {
    private Rights() {}

    /** @param region where the tables are; {@code *} for any */
    static List<Permission> of(Options options, String region, boolean hasTable, boolean hasLedger) {
        String data = arn(region, options.table());
        String ledger = arn(region, options.ledgerTable());
        List<Permission> all = new ArrayList<>();
        if (!hasTable) {
            List<String> making = new ArrayList<>(List.of("dynamodb:CreateTable"));
            options.ttl().ifPresent(column -> making.add("dynamodb:UpdateTimeToLive"));
            all.add(Permission.of(making, data).forFirst());
        }
        if (!hasLedger) {
            all.add(Permission.of(List.of("dynamodb:CreateTable"), ledger).forFirst());
        }
        all.add(Permission.of(
                options.isConditional()
                        ? List.of("dynamodb:DescribeTable", "dynamodb:PutItem")
                        // a batch that is refused is put item by item, to find the one that is to blame
                        : List.of("dynamodb:DescribeTable", "dynamodb:BatchWriteItem", "dynamodb:PutItem"),
                data));
        all.add(Permission.of(List.of("dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"), ledger));
        return all;
    }

    private static String arn(String region, String table) {
        return "arn:aws:dynamodb:" + region + ":*:table/" + table;
    }
}
