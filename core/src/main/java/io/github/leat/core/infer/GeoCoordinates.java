package io.github.leat.core.infer;

import io.github.leat.core.schema.Column;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells columns of geographic coordinates by their name or HXL tag. */
final class GeoCoordinates {
    private static final Set<String> WORDS = Set.of("lat", "latitude", "lon", "lng", "longitude");

    private static final Pattern WORD_GAP = Pattern.compile("[^a-z]+");

    private GeoCoordinates() {}

    static boolean is(Column column) {
        String tag = column.hxl().orElse("");
        boolean geo = tag.startsWith("#geo") && (tag.contains("+lat") || tag.contains("+lon"));
        if (geo || tag.equals("#lat_deg") || tag.equals("#lon_deg")) {
            return true;
        }
        String name = column.name().toLowerCase(Locale.ROOT);
        return name.equals("long") || WORD_GAP.splitAsStream(name).anyMatch(WORDS::contains);
    }
}
