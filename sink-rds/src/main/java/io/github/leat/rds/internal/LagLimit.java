package io.github.leat.rds.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the server, or a replica of it, may be behind before a load slows down.
 *
 * @param query gives one number, in whatever unit
 * @param most the largest number at which the load keeps its pace
 */
public record LagLimit(String query, double most) {
    private static final String QUERY = "leatLagQuery=";
    private static final String MOST = "leatMaxLag=";

    /** Refuses what cannot be meant. */
    public LagLimit {
        if (query.isBlank() || !(most >= 0)) {
            throw new IllegalArgumentException(
                    "A lag query needs a text and a largest lag of 0 or more, got \"" + query + "\" and " + most + ".");
        }
    }

    /**
     * An address without the parameters that say a limit.
     *
     * @param url for the driver
     * @param limit what they said
     */
    public record Address(String url, Optional<LagLimit> limit) {}

    /**
     * Takes {@code leatLagQuery} and {@code leatMaxLag} out of an address.
     *
     * @throws IllegalArgumentException if one is there without the other, or is nonsense
     */
    public static Address takeFrom(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return new Address(url, Optional.empty());
        }
        List<String> kept = new ArrayList<>();
        String query = "";
        String most = "";
        for (String parameter : url.substring(question + 1).split("&", -1)) {
            if (parameter.startsWith(QUERY)) {
                query = decode(parameter.substring(QUERY.length()));
            } else if (parameter.startsWith(MOST)) {
                most = decode(parameter.substring(MOST.length()));
            } else {
                kept.add(parameter);
            }
        }
        if (query.isEmpty() && most.isEmpty()) {
            return new Address(url, Optional.empty());
        }
        String rest = url.substring(0, question) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
        try {
            return new Address(rest, Optional.of(new LagLimit(query, Double.parseDouble(most))));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "leatLagQuery and leatMaxLag go together, and the latter is a number; got \"" + most + "\".", e);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
