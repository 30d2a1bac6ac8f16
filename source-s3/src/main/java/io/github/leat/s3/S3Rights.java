package io.github.leat.s3;

import io.github.leat.core.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reading from S3, and writing parts to it, asks for, as a policy of IAM names it. A bucket that is named by an access point's
 * ARN is named by that.
 *
 * <p>Which action a request needs is in the service authorization reference, "Actions, resources, and condition keys for Amazon S3"
 * (read 2026-11): those that name a version need {@code s3:GetObjectVersion}, even for the current one. Tests hold these against
 * the requests that are sent.
 */
public final class S3Rights {
    private S3Rights() {}

    /** What listing the objects of an address needs; empty if it stands for itself alone. */
    public static Optional<Permission> ofListing(S3Address address) {
        return S3Listing.isSeveral(address)
                ? Optional.of(listing(address, List.of("s3:ListBucket"), S3Listing.prefixOf(address)))
                : Optional.empty();
    }

    /** What reading a source needs. */
    public static Permission ofReading(S3Source source) {
        List<String> actions = new ArrayList<>();
        if (source.isAskedWithoutVersion()) {
            actions.add("s3:GetObject");
        }
        if (source.address().versionId().isPresent()) {
            actions.add("s3:GetObjectVersion");
        }
        return Permission.of(actions, object(source.address()));
    }

    /** What {@link S3Parts} and {@link S3Landing#clear} need below a prefix that ends with a slash, reading back included. */
    public static List<Permission> ofStaging(S3Address prefix) {
        return List.of(
                Permission.of(
                        List.of("s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:AbortMultipartUpload"),
                        object(prefix) + "*"),
                listing(prefix, List.of("s3:ListBucket", "s3:ListBucketMultipartUploads"), prefix.key()));
    }

    /** What another reader of such a prefix needs, such as a warehouse that copies from it. */
    public static List<Permission> ofCopying(S3Address prefix) {
        return List.of(
                Permission.of(List.of("s3:GetObject"), object(prefix) + "*"),
                listing(prefix, List.of("s3:ListBucket"), prefix.key()));
    }

    private static Permission listing(S3Address address, List<String> actions, String prefix) {
        List<String> prefixes = prefix.isEmpty() ? List.of() : List.of(literal(prefix) + "*");
        return new Permission("", actions, List.of(bucket(address)), prefixes, false);
    }

    private static String bucket(S3Address address) {
        return address.bucket().startsWith("arn:") ? address.bucket() : "arn:aws:s3:::" + address.bucket();
    }

    private static String object(S3Address address) {
        return bucket(address) + (address.bucket().startsWith("arn:") ? "/object/" : "/") + literal(address.key());
    }

    /** In policies {@code *}, {@code ?} and {@code $} mean more than themselves. */
    private static String literal(String text) {
        return text.replace("$", "${$}").replace("*", "${*}").replace("?", "${?}");
    }
}
