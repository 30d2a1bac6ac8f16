package io.github.leat.cli;

import io.github.leat.core.io.ByteSource;
import io.github.leat.s3.S3Address;
import io.github.leat.s3.S3Listing;
import io.github.leat.s3.S3Options;
import io.github.leat.s3.S3Source;
import io.github.leat.s3.S3Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects of S3: {@code s3://bucket/key}, prefixes and patterns. */
final class S3Kind implements SourceKind {
    private static final Map<S3Options, S3Store> STORES = new HashMap<>();

    @Override
    public boolean claims(String argument) {
        return argument.startsWith("s3:");
    }

    @Override
    public List<String> expand(String text, Surroundings surroundings) {
        S3Address address = parse(text);
        if (!S3Listing.isSeveral(address)) {
            return List.of(text);
        }
        try {
            return S3Listing.objects(store(address), address).stream()
                    .map(S3Address::toString)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public ByteSource open(String name, Surroundings surroundings) {
        S3Address address = parse(name);
        return S3Source.of(store(address), address);
    }

    @Override
    public String shown(String name) {
        return parse(name).name();
    }

    @Override
    public String fileName(String name) {
        String key = parse(name).key();
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** @throws UsageException if it is no address of S3 */
    static S3Address parse(String text) {
        try {
            return S3Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** One client for all sources of a store: making one takes longer than reading a small object. */
    static S3Store store(S3Address address) {
        synchronized (STORES) {
            return STORES.computeIfAbsent(address.options(), S3Store::open);
        }
    }
}
