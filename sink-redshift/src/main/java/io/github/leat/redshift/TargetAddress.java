package io.github.leat.redshift;

import io.github.leat.core.Excerpt;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Options;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/** A target as the command line names it, read and checked. */
final class TargetAddress {
    private static final String FORM =
            "Write redshift://host:5439/database?staging=s3://bucket/prefix/&iamRole=arn:aws:iam::…:role/…, or by the Data"
                    + " API redshift-data://workgroup/database?….";
    private static final Pattern PLACE =
            Pattern.compile("redshift(-data)?://([^/:?@]+)(?::(\\d{1,5}))?/([^/?]+)(?:\\?(.*))?");
    private static final int DEFAULT_PORT = 5439;

    private final boolean isDataApi;
    private final String host;
    private final int port;
    private final String database;
    private final Map<String, String> settings;

    private TargetAddress(boolean isDataApi, String host, int port, String database, Map<String, String> settings) {
        this.isDataApi = isDataApi;
        this.host = host;
        this.port = port;
        this.database = database;
        this.settings = settings;
    }

    static TargetAddress parse(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            throw new IllegalArgumentException(
                    "That is no address of Redshift; user and password are settings. " + FORM);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        String query = place.group(5);
        for (String setting : query == null ? new String[0] : query.split("&", -1)) {
            int equals = setting.indexOf('=');
            String name = equals < 1 ? "" : setting.substring(0, equals);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A setting of the address has no name or no =. " + FORM);
            }
            if (settings.put(
                            name,
                            URLDecoder.decode(
                                    setting.substring(equals + 1).replace("+", "%2B"), StandardCharsets.UTF_8))
                    != null) {
                throw new IllegalArgumentException("The address sets " + name + " twice. Set it once.");
            }
        }
        boolean isDataApi = place.group(1) != null;
        String port = place.group(3);
        if (isDataApi && port != null) {
            throw new IllegalArgumentException("The Data API has no port. " + FORM);
        }
        return new TargetAddress(
                isDataApi,
                place.group(2),
                port == null ? DEFAULT_PORT : Integer.parseInt(port),
                place.group(4),
                settings);
    }

    RedshiftSink sink() {
        S3Address staging = staging(need("staging"));
        String role = need("iamRole");
        Optional<String> compression = take("compression");
        Optional<Integer> parts = take("parts").map(text -> number("parts", text));
        Optional<Integer> textBytes = take("text-bytes").map(text -> number("text-bytes", text));
        Optional<String> distKey = take("distkey");
        Optional<String> sortKey = take("sortkey");
        Optional<String> encode = take("encode");
        Optional<String> json = take("super");
        Optional<Boolean> renames = take("replace").map(TargetAddress::isRename);
        RedshiftSink sink = isDataApi ? byDataApi(staging, role) : overJdbc(staging, role);
        sink = compression.isPresent() ? sink.compression(compressionOf(compression.get())) : sink;
        sink = parts.isPresent() ? sink.parts(parts.get()) : sink;
        sink = textBytes.isPresent() ? sink.textBytes(textBytes.get()) : sink;
        sink = distKey.isPresent() ? sink.distKey(distKey.get()) : sink;
        sink = sortKey.isPresent() ? sink.sortKey(sortKey.get().split(",", -1)) : sink;
        sink = json.isPresent() ? sink.jsonColumns(json.get().split(",", -1)) : sink;
        sink = encode.isPresent() ? encoded(sink, encode.get()) : sink;
        return renames.isPresent() ? sink.replaceByRenaming(renames.get()) : sink;
    }

    private static RedshiftSink encoded(RedshiftSink sink, String text) {
        RedshiftSink encoded = sink;
        for (String pair : text.split(",", -1)) {
            int colon = pair.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "encode must be column:encoding, several by commas, got " + Excerpt.of(pair) + ".");
            }
            encoded = encoded.encode(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return encoded;
    }

    private RedshiftSink byDataApi(S3Address staging, String role) {
        Optional<String> user = take("db-user");
        String kind = take("kind").orElse(user.isPresent() ? "cluster" : "workgroup");
        DataApi api = switch (kind) {
            case "workgroup" -> DataApi.workgroup(host, database);
            case "cluster" -> DataApi.cluster(host, database);
            default ->
                throw new IllegalArgumentException("kind must be workgroup or cluster, got " + Excerpt.of(kind) + ".");
        };
        api = user.isPresent() ? api.dbUser(user.get()) : api;
        Optional<String> secret = take("secret");
        api = secret.isPresent() ? api.secret(secret.get()) : api;
        Optional<Region> region = take("region").map(Region::of);
        api = region.isPresent() ? api.region(region.get()) : api;
        Optional<URI> endpoint = take("endpoint").map(URI::create);
        api = endpoint.isPresent() ? api.endpoint(endpoint.get()) : api;
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException("The address has settings that the Data API does not take: "
                    + Excerpt.of(String.join(", ", settings.keySet())) + ".");
        }
        return RedshiftSink.of(api, staging, role);
    }

    private RedshiftSink overJdbc(S3Address staging, String role) {
        Optional<IamLogin> login = take("iam").map(this::login);
        Properties driver = new Properties();
        settings.forEach(driver::setProperty);
        if (login.isPresent()) {
            return RedshiftSink.of(host, port, database, driver, login.get(), staging, role);
        }
        String password = System.getenv("PGPASSWORD");
        if (password != null && !password.isEmpty() && !settings.containsKey("password")) {
            driver.setProperty("password", password);
        }
        return RedshiftSink.of(host, port, database, driver, staging, role);
    }

    private IamLogin login(String text) {
        IamLogin login;
        if (text.equals("true")) {
            login = IamLogin.forHost(host);
        } else if (text.startsWith("workgroup:")) {
            login = IamLogin.workgroup(text.substring("workgroup:".length()));
        } else if (text.startsWith("cluster:")) {
            login = IamLogin.cluster(text.substring("cluster:".length()));
        } else {
            throw new IllegalArgumentException(
                    "iam must be true, workgroup:NAME or cluster:NAME, got " + Excerpt.of(text) + ".");
        }
        Optional<String> user = take("user");
        login = user.isPresent() ? login.dbUser(user.get()) : login;
        Optional<Region> region = take("region").map(Region::of);
        login = region.isPresent() ? login.region(region.get()) : login;
        Optional<URI> endpoint = take("endpoint").map(URI::create);
        return endpoint.isPresent() ? login.endpoint(endpoint.get()) : login;
    }

    private S3Address staging(String text) {
        S3Address plain = S3Address.parse(text);
        Optional<URI> endpoint = take("s3-endpoint").map(URI::create);
        Optional<Region> region = take("s3-region").map(Region::of);
        String key = plain.key().isEmpty() || plain.key().endsWith("/") ? plain.key() : plain.key() + "/";
        return new S3Address(
                plain.bucket(),
                key,
                Optional.empty(),
                new S3Options(
                        endpoint.or(() -> plain.options().endpoint()),
                        region.or(() -> plain.options().region()),
                        plain.options().pathStyle(),
                        plain.options().requesterPays()));
    }

    private Optional<String> take(String name) {
        return Optional.ofNullable(settings.remove(name));
    }

    private String need(String name) {
        return take(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("The address lacks the setting " + name + ". " + FORM));
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, got " + Excerpt.of(text) + ".", e);
        }
    }

    private static PartCompression compressionOf(String text) {
        for (PartCompression compression : List.of(PartCompression.values())) {
            if (compression.name().toLowerCase(Locale.ROOT).equals(text)) {
                return compression;
            }
        }
        throw new IllegalArgumentException("compression must be gzip or zstd, got " + Excerpt.of(text) + ".");
    }

    private static boolean isRename(String text) {
        return switch (text) {
            case "rename" -> true;
            case "delete" -> false;
            default ->
                throw new IllegalArgumentException("replace must be rename or delete, got " + Excerpt.of(text) + ".");
        };
    }
}
