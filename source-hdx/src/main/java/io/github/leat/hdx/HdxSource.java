package io.github.leat.hdx;

import io.github.leat.core.Excerpt;
import io.github.leat.core.SourceException;
import io.github.leat.core.io.ByteSource;
import io.github.leat.core.io.DecompressionLimits;
import io.github.leat.hdx.internal.Addresses;
import io.github.leat.xlsx.XlsxSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of a dataset on HDX: {@code HdxSource.dataset("acled-data-for-burundi")}.
 *
 * <p>The dataset's one table (CSV or XLSX), or the one named by {@link #resource}. Its identity is the resource's id, so that a
 * new file name or address is still the same object. Its version is {@code last_modified} of the catalogue where HDX stores the
 * file, else what its server says ({@link HttpSource}). The catalogue is asked once, when it is needed first. Immutable but for
 * that; thread-safe.
 */
public final class HdxSource implements ByteSource {
    private static final int LISTED = 10;

    private final HdxClient client;
    private final String dataset;
    private final Optional<String> selector;
    private final Optional<String> sheet;
    private @Nullable Found found;
    private @Nullable ByteSource table;

    /** What the catalogue answered. */
    private record Found(HdxResource resource, HttpSource file) {}

    private HdxSource(HdxClient client, String dataset, Optional<String> selector, Optional<String> sheet) {
        this.client = client;
        this.dataset = dataset;
        this.selector = selector;
        this.sheet = sheet;
    }

    /** The table of a dataset on HDX, by the dataset's name or id. Asks nothing yet. */
    public static HdxSource dataset(String nameOrId) {
        return dataset(nameOrId, HdxClient.create());
    }

    /** The table of a dataset of a catalogue. Asks nothing yet. */
    public static HdxSource dataset(String nameOrId, HdxClient client) {
        return new HdxSource(client, nameOrId, Optional.empty(), Optional.empty());
    }

    /** The file of this name, file name or id. */
    public HdxSource resource(String nameOrId) {
        return new HdxSource(client, dataset, Optional.of(nameOrId), sheet);
    }

    /** This sheet of a workbook, by name or number from 1; else the sheet is chosen by evidence ({@link XlsxSource}). */
    public HdxSource sheet(String nameOrNumber) {
        return new HdxSource(client, dataset, selector, Optional.of(nameOrNumber));
    }

    /** The file as it is stored: a workbook is not read as records. */
    public ByteSource file() {
        return new StoredFile();
    }

    /** What the catalogue says about the file. Asks it when it is called first. */
    public HdxResource resource() {
        return found().resource();
    }

    /** {@code hdx:DATASET}, or {@code hdx:DATASET/RESOURCE}. */
    @Override
    public String name() {
        return "hdx:" + dataset + selector.map(value -> "/" + value).orElse("");
    }

    @Override
    public String identity() {
        return "hdx:" + found().resource().id()
                + sheet.map(value -> "?sheet=" + value).orElse("");
    }

    @Override
    public Optional<String> version() {
        HdxResource resource = found().resource();
        return resource.hosted() && resource.lastModified().isPresent()
                ? resource.lastModified().map(String::valueOf)
                : found().file().version();
    }

    @Override
    public OptionalLong sizeInBytes() {
        return table().sizeInBytes();
    }

    @Override
    public boolean isSeekable() {
        return table().isSeekable();
    }

    @Override
    public boolean isRfc4180() {
        return table().isRfc4180();
    }

    @Override
    public InputStream open(long fromByte) throws IOException {
        return table().open(fromByte);
    }

    private synchronized ByteSource table() {
        if (table == null) {
            ByteSource file = file();
            try {
                table = XlsxSource.isWorkbook(file) ? XlsxSource.of(file, sheet, DecompressionLimits.defaults()) : file;
            } catch (IOException e) {
                throw new SourceException(name() + " cannot be read: " + e.getMessage() + ". Run it again.", e);
            }
        }
        return table;
    }

    private synchronized Found found() {
        if (found == null) {
            HdxResource resource = select(client.dataset(dataset));
            found = new Found(resource, HttpSource.of(Addresses.parse(resource.url()), client.options()));
        }
        return found;
    }

    private HdxResource select(HdxDataset described) {
        List<HdxResource> all = described.resources();
        if (selector.isPresent()) {
            String wanted = selector.get();
            List<HdxResource> named = all.stream()
                    .filter(resource -> resource.id().equals(wanted)
                            || resource.name().equals(wanted)
                            || resource.fileName().equals(wanted))
                    .toList();
            if (named.size() == 1) {
                return named.get(0);
            }
            throw new SourceException(
                    "The dataset " + dataset + " has " + (named.isEmpty() ? "no file" : "several files") + " called "
                            + Excerpt.of(wanted) + ". Name one of these by name or id: " + listed(all));
        }
        List<HdxResource> tables = described.tables();
        if (tables.size() == 1) {
            return tables.get(0);
        }
        throw new SourceException(
                tables.isEmpty()
                        ? "The dataset " + dataset + " has no table that Leat reads (CSV or XLSX). It has: "
                                + listed(all)
                        : "The dataset " + dataset + " has " + tables.size() + " tables. Name one, as hdx:" + dataset
                                + "/NAME, or all, as hdx:" + dataset + "/*: " + listed(tables));
    }

    private static String listed(List<HdxResource> resources) {
        String names = resources.stream()
                .limit(LISTED)
                .map(resource -> Excerpt.of(resource.name()) + " (" + resource.format() + ", " + resource.id() + ")")
                .collect(Collectors.joining("; "));
        return resources.isEmpty() ? "nothing" : names + (resources.size() > LISTED ? "; …" : "");
    }

    @Override
    public String toString() {
        return name();
    }

    /** The bytes of the file with name, identity and version of the resource. */
    private final class StoredFile implements ByteSource {
        @Override
        public String name() {
            return HdxSource.this.name();
        }

        @Override
        public String identity() {
            return "hdx:" + found().resource().id();
        }

        @Override
        public Optional<String> version() {
            return HdxSource.this.version();
        }

        @Override
        public OptionalLong sizeInBytes() {
            return found().file().sizeInBytes();
        }

        @Override
        public boolean isSeekable() {
            return found().file().isSeekable();
        }

        @Override
        public InputStream open(long fromByte) throws IOException {
            return found().file().open(fromByte);
        }
    }
}
