package io.github.leat.core.infer;

import io.github.leat.core.schema.Column;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells columns of geographic coordinates by their name or HXL tag. */
final class GeoCoordinates {
    private static final Set<String> WORDS = Set.of("lat", "latitude", "lon", "lng", "longitude");

    private GeoCoordinates() {}

    static boolean is(Column column) {
        String tag = column.hxl().orElse("");
        if ((tag.startsWith("#geo") && (tag.contains("+lat") || tag.contains("+lon")))
                || tag.equals("#lat_deg")
                || tag.equals("#lon_deg")) {
            return true;
        }
        String name = column.name().toLowerCase(Locale.ROOT);
        return name.equals("long") || List.of(name.split("[^a-z]+")).stream().anyMatch(WORDS::contains);
    }
}
