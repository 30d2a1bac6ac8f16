package io.github.leat.testkit.redshift;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The S3 test server, as the cluster reads it: whole objects, without credentials, which that server does not ask for. */
final class ObjectStore {
    private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]*)\"");

    private final URI endpoint;

    ObjectStore(URI endpoint) {
        this.endpoint = endpoint;
    }

    InputStream open(String address) throws IOException {
        try {
            String path = "/" + address.substring("s3://".length());
            URI uri = new URI(endpoint.getScheme(), null, endpoint.getHost(), endpoint.getPort(), path, null, null);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("S3ServiceException:The specified key does not exist.,Status " + status
                        + ",Error NoSuchKey,Rid 0,CanRetry 1 " + address);
            }
            return connection.getInputStream();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** The objects that a manifest names (database developer guide, "Using a manifest to specify data files", read 2026-11-26). */
    List<String> manifest(String address) throws IOException {
        try (InputStream in = open(address)) {
            List<String> urls = new ArrayList<>();
            Matcher url = URL.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (url.find()) {
                urls.add(url.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
            }
            return urls;
        }
    }
}
