package io.github.leat.hdx;

import io.github.leat.core.SourceException;
import io.github.leat.hdx.internal.Addresses;
import io.github.leat.hdx.internal.Catalogue;
import io.github.leat.hdx.internal.Fetcher;
import io.github.leat.hdx.internal.Json;
import io.github.leat.hdx.internal.Times;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The catalogue of the Humanitarian Data Exchange, or of another CKAN site: search and description of datasets.
 *
 * <p>Calls are spaced, 5 a second at most, and tried again as {@link HttpOptions} says. Thread-safe.
 */
public final class HdxClient {
    /** The site unless told otherwise. */
    public static final URI HDX = URI.create("https://data.humdata.org");

    /** Most datasets that CKAN gives at once (its documentation of package_search, read 2026-11). */
    private static final int MAX_ROWS = 1000;

    /** How often a search begins anew because the catalogue changed meanwhile. */
    private static final int MAX_RESTARTS = 3;

    private final URI base;
    private final HttpOptions options;
    private final Catalogue catalogue;

    private HdxClient(Builder from) {
        this.base = Addresses.require(from.base);
        String agent = from.http.userAgent();
        this.options =
                from.app.map(app -> from.http.withUserAgent(app + " " + agent)).orElse(from.http);
        this.catalogue = new Catalogue(base, new Fetcher(options), from.token, from.callsPerSecond);
    }

    /** A client of HDX with defaults. */
    public static HdxClient create() {
        return builder().build();
    }

    /** A builder in which everything is a default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The site's address. */
    public URI base() {
        return base;
    }

    /** How files are asked for. */
    HttpOptions options() {
        return options;
    }

    /**
     * A dataset by its name or id.
     *
     * @throws SourceException if there is none, or the catalogue cannot be asked
     */
    public HdxDataset dataset(String nameOrId) {
        if (nameOrId.isBlank()) {
            throw new SourceException("A dataset needs a name, the last part of its address: acled-data-for-burundi.");
        }
        return call("package_show", Map.of("id", nameOrId))
                .map(this::dataset)
                .orElseThrow(
                        () -> new SourceException(
                                base + " has no dataset " + io.github.leat.core.Excerpt.of(nameOrId)
                                        + ". Its name is the last part of its address; look for it with: leat hdx search WORDS"));
    }

    /**
     * Datasets that a query finds: the best first where they fit into one page, of 1,000; else all by id, read page by page. A
     * search begins anew where the catalogue changes between pages.
     *
     * @throws SourceException if the catalogue cannot be asked, or keeps changing
     */
    public HdxPage search(HdxQuery query) {
        for (int i = 0; i < MAX_RESTARTS; i++) {
            Optional<HdxPage> found = pages(query);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new SourceException("The catalogue of " + base + " changed between two pages of the search, "
                + MAX_RESTARTS + " times. Run it again, or ask for less.");
    }

    /** Empty if the pages do not belong together. */
    private Optional<HdxPage> pages(HdxQuery query) {
        Map<String, HdxDataset> found = new LinkedHashMap<>();
        long total = -1;
        int start = 0;
        while (total < 0 || (found.size() < query.limit() && start < total)) {
            int rows = Math.min(MAX_ROWS, query.limit() - found.size());
            Json result = call("package_search", parameters(query, start, rows))
                    .orElseThrow(() -> new SourceException(base + " knows no package_search. Is it a CKAN site?"));
            long count = result.get("count").number().orElse(0L);
            List<Json> page = result.get("results").list();
            int before = found.size();
            boolean again = page.stream()
                    .anyMatch(item -> found.containsKey(item.get("id").text().orElse("")));
            page.forEach(item -> found.putIfAbsent(item.get("id").text().orElse(""), dataset(item)));
            int added = found.size() - before;
            if (added == 0) {
                total = total < 0 ? count : total;
                break; // the end, or a site that gives the same page for ever
            }
            if ((total >= 0 && total != count) || again) {
                return Optional.empty();
            }
            total = count;
            start += page.size();
        }
        return Optional.of(
                new HdxPage(total, found.values().stream().limit(query.limit()).toList()));
    }

    private static Map<String, String> parameters(HdxQuery query, int start, int rows) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", query.text().isBlank() ? "*:*" : query.text());
        if (!query.filter().isEmpty()) {
            parameters.put("fq", query.filter());
        }
        parameters.put("start", String.valueOf(start));
        parameters.put("rows", String.valueOf(rows));
        // by id, what is changed meanwhile keeps its place
        parameters.put("sort", query.limit() > MAX_ROWS ? "id asc" : "score desc, metadata_modified desc, id asc");
        return parameters;
    }

    private Optional<Json> call(String action, Map<String, String> parameters) {
        try {
            return catalogue.call(action, parameters);
        } catch (IOException e) {
            throw new SourceException(
                    "The catalogue of " + base + " cannot be asked: " + e.getMessage() + ". Run it again.", e);
        }
    }

    private HdxDataset dataset(Json json) {
        return new HdxDataset(
                json.get("id").text().orElse(""),
                json.get("name").text().orElse(""),
                json.get("title").text().orElse(""),
                json.get("organization").get("name").text().orElse(""),
                names(json.get("groups")),
                names(json.get("tags")),
                json.get("last_modified").text().flatMap(Times::ckan),
                json.get("resources").list().stream().map(this::resource).toList());
    }

    private static List<String> names(Json list) {
        return list.list().stream()
                .flatMap(item -> item.get("name").text().stream())
                .toList();
    }

    private HdxResource resource(Json json) {
        String url =
                json.get("download_url").text().or(() -> json.get("url").text()).orElse("");
        String stored = json.get("url_type").text().orElse("");
        Optional<Long> size = json.get("size").number().filter(bytes -> bytes >= 0);
        return new HdxResource(
                json.get("id").text().orElse(""),
                json.get("name").text().orElse(""),
                json.get("format").text().orElse(""),
                url,
                json.get("description").text().orElse(""),
                size.map(OptionalLong::of).orElse(OptionalLong.empty()),
                json.get("hash").text(),
                json.get("last_modified").text().flatMap(Times::ckan),
                stored.equals("upload") || (stored.isEmpty() && isOnSite(url)));
    }

    private boolean isOnSite(String url) {
        return url.startsWith(base + "/") || url.startsWith(HDX + "/");
    }

    /** Builds an {@link HdxClient}. Refuses an option set twice. Not thread-safe. */
    public static final class Builder {
        private final Set<String> set = new HashSet<>();
        private URI base = HDX;
        private Optional<String> app = Optional.empty();
        private Optional<String> token = Optional.empty();
        private HttpOptions http = HttpOptions.defaults();
        private double callsPerSecond = 5;

        private Builder() {}

        private Builder once(String option) {
            if (!set.add(option)) {
                throw new IllegalStateException(option + " was set already");
            }
            return this;
        }

        /** Another CKAN site; default {@link HdxClient#HDX}. */
        public Builder base(URI value) {
            base = Objects.requireNonNull(value, "base");
            return once("base");
        }

        /**
         * What your program is called: HDX asks programs to name themselves. It begins the User-Agent of all requests.
         *
         * @throws IllegalArgumentException if it has other than printable ASCII characters
         */
        public Builder app(String value) {
            if (!value.matches("[!-~]+")) {
                throw new IllegalArgumentException(
                        "An app name is printable ASCII without blanks, such as my-project.");
            }
            app = Optional.of(value);
            return once("app");
        }

        /** The API token of an account, for datasets that are not public. Sent to the catalogue only, never to where files are. */
        public Builder token(String value) {
            token = Optional.of(value);
            return once("token");
        }

        /** How servers are asked. */
        public Builder http(HttpOptions value) {
            http = Objects.requireNonNull(value, "http");
            return once("http");
        }

        /**
         * Most calls of the catalogue a second; default 5.
         *
         * @throws IllegalArgumentException if not above 0
         */
        public Builder callsPerSecond(double value) {
            if (!(value > 0)) {
                throw new IllegalArgumentException("callsPerSecond must be above 0, got " + value);
            }
            callsPerSecond = value;
            return once("callsPerSecond");
        }

        /**
         * The client. Asks nothing yet.
         *
         * @throws SourceException if the base is no http or https address
         */
        public HdxClient build() {
            return new HdxClient(this);
        }
    }
}
