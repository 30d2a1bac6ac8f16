package io.github.leat.hdx.internal;

import java.text.Normalizer;
import java.util.Set;

/** Keys of a landing, out of names that people gave. */
public final class Keys {
    private static final int MAX_CHARS = 150;
    private static final int ID_CHARS = 8;

    private Keys() {}

    /** {@code DATASET/FILE}; with the beginning of the resource's id where another one has that key. */
    public static String of(String dataset, String file, String resource, Set<String> taken) {
        String key = plain(dataset) + "/" + plain(file);
        if (!taken.contains(key)) {
            return key;
        }
        String id = plain(resource);
        String longer = plain(dataset) + "/" + id.substring(0, Math.min(ID_CHARS, id.length())) + "-" + plain(file);
        return taken.contains(longer) ? plain(dataset) + "/" + id + "-" + plain(file) : longer;
    }

    private static String plain(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9._-]+", "_")
                .replaceFirst("^[.]+", "");
        if (ascii.length() > MAX_CHARS) {
            int dot = ascii.lastIndexOf('.');
            String extension = dot > ascii.length() - 10 ? ascii.substring(dot) : "";
            ascii = ascii.substring(0, MAX_CHARS - extension.length()) + extension;
        }
        return ascii.isEmpty() ? "file" : ascii;
    }
}
