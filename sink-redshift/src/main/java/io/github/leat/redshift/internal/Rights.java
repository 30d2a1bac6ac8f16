package io.github.leat.redshift.internal;

import io.github.leat.core.Permission;
import io.github.leat.redshift.DataApi;
import io.github.leat.redshift.IamLogin;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/**
 * What ways into a cluster ask of AWS, as a policy of IAM names it. The account is not known, so that it is any; neither is the id by
 * which policies name a workgroup.
 */
final class Rights {
    private Rights() {}

    static List<Permission> of(IamLogin login, String database) {
        String region = login.region().map(Region::id).orElse("*");
        return List.of(login(login.name(), login.isWorkgroup(), login.dbUser().orElse(""), database, region));
    }

    static List<Permission> of(DataApi api) {
        String region = api.region().map(Region::id).orElse("*");
        List<Permission> all = new ArrayList<>();
        all.add(Permission.of(
                List.of("redshift-data:ExecuteStatement", "redshift-data:BatchExecuteStatement"),
                api.isWorkgroup() ? workgroups(region) : arn(region) + "cluster:" + api.name()));
        // what was sent is named by an id that nobody knows before
        all.add(Permission.of(
                List.of(
                        "redshift-data:DescribeStatement",
                        "redshift-data:GetStatementResult",
                        "redshift-data:CancelStatement"),
                "*"));
        all.add(
                api.secret().isPresent()
                        ? Permission.of(
                                List.of("secretsmanager:GetSecretValue"),
                                secret(api.secret().get(), region))
                        : login(api.name(), api.isWorkgroup(), api.dbUser().orElse(""), api.database(), region));
        return all;
    }

    private static Permission login(String name, boolean isWorkgroup, String user, String database, String region) {
        if (isWorkgroup) {
            return Permission.of(List.of("redshift-serverless:GetCredentials"), workgroups(region));
        }
        String names = arn(region) + "dbname:" + name + "/" + database;
        return user.isEmpty()
                ? Permission.of(List.of("redshift:GetClusterCredentialsWithIAM"), names)
                : new Permission(
                        "",
                        List.of("redshift:GetClusterCredentials"),
                        List.of(arn(region) + "dbuser:" + name + "/" + user, names),
                        List.of(),
                        false);
    }

    private static String arn(String region) {
        return "arn:aws:redshift:" + region + ":*:";
    }

    private static String workgroups(String region) {
        return "arn:aws:redshift-serverless:" + region + ":*:workgroup/*";
    }

    /** The service adds six characters to a secret's name. */
    private static String secret(String nameOrArn, String region) {
        return nameOrArn.startsWith("arn:")
                ? nameOrArn
                : "arn:aws:secretsmanager:" + region + ":*:secret:" + nameOrArn + "-??????";
    }
}
