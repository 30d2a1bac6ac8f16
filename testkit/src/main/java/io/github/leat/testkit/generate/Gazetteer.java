package io.github.leat.testkit.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * Invented countries with regions, districts and places, the same for every seed.
 *
 * <p>Country codes are from the ranges that ISO 3166 leaves to users (XAA–XZZ, 900–999), so that they are nobody's.
 */
final class Gazetteer {
    /** A place and the districts around it; coordinates in units of 0.0001°. */
    record Place(Text name, Text admin1, Text admin2, Text admin3, int latitude, int longitude) {}

    /** A country with its places and the groups that act there. */
    record Country(Text name, Text iso3, int iso, Text region, Text idPrefix, List<Place> places, ActorNames actors) {}

    private static final int REGIONS = 7;
    private static final int DISTRICTS = 5;
    private static final int PLACES = 9;
    private static final String[] COUNTRIES = {
        "Karavia|XKA|901|Eastern Uplands|KAR|85000|392000",
        "Sorenne|XSO|902|Eastern Uplands|SOR|-121000|402000",
        "Tamboria|XTB|903|Southern Plains|TAM|-154000|283000",
        "Velmara|XVL|904|Southern Plains|VEL|-62000|-357000",
        "Ostrand|XOS|905|Northern Coast|OST|337000|102000",
        "Quiloa|XQU|906|Northern Coast|QUI|124000|-863000",
    };
    private static final String[] BEGINNINGS =
            "Ab|Bel|Cor|Dar|El|Fen|Gor|Hal|Is|Jor|Kal|Lam|Mor|Nar|Ol|Pel|Quen|Ras|Sal|Tor|Um|Var|Wes|Yar|Zan"
                    .split("\\|", -1);
    private static final String[] MIDDLES = "a|e|i|o|u|ami|ero|ina|olo|uba|andi|ekwe|ombo|ura".split("\\|", -1);
    private static final String[] ENDS = "bar|dene|fira|gale|hani|kor|lo|mba|nde|ra|sha|ta|vik|wa|zet".split("\\|", -1);
    private static final String[] ACCENTED_ENDS = "bár|dène|fía|güe|ñani|kör|ló|şa|ção|žet".split("\\|", -1);
    private static final String[] OTHER_SCRIPTS =
            "مدينة النهر|قرية الجبل|سوق الشمال|Речной посёлок|Нижний мост|የወንዝ ከተማ|ሰሜን ገበያ|河边镇|北山村|नदी गाँव"
                    .split("\\|", -1);
    private static final Text[] WARDS =
            Text.split("North Ward|Old Market|Hill Ward|River Ward|Station Ward|East Ward|Mill Ward");
    private static final Text NONE = new Text("");

    private final List<Country> countries = new ArrayList<>();

    Gazetteer(Script script) {
        SplitMix64 random = new SplitMix64(0x1EA7);
        for (String line : COUNTRIES) {
            String[] parts = line.split("\\|", -1);
            int south = Integer.parseInt(parts[5]);
            int west = Integer.parseInt(parts[6]);
            countries.add(new Country(
                    new Text(parts[0]),
                    new Text(parts[1]),
                    Integer.parseInt(parts[2]),
                    new Text(parts[3]),
                    new Text(parts[4]),
                    places(random, script, south, west),
                    new ActorNames(parts[0], script)));
        }
    }

    List<Country> countries() {
        return countries;
    }

    private static List<Place> places(SplitMix64 random, Script script, int south, int west) {
        List<Place> places = new ArrayList<>();
        for (int region = 0; region < REGIONS; region++) {
            Text admin1 = new Text(name(random, script, 15));
            for (int district = 0; district < DISTRICTS; district++) {
                Text admin2 = new Text(name(random, script, 15) + (random.oneIn(3) ? " West" : ""));
                for (int place = 0; place < PLACES; place++) {
                    Text name = new Text(
                            script == Script.MIXED && random.oneIn(40)
                                    ? OTHER_SCRIPTS[random.below(OTHER_SCRIPTS.length)]
                                    : name(random, script, 12));
                    Text admin3 = random.oneIn(5) ? NONE : WARDS[random.below(WARDS.length)];
                    int latitude = south + region * 9000 + random.below(9000);
                    int longitude = west + district * 9000 + random.below(9000);
                    places.add(new Place(name, admin1, admin2, admin3, latitude, longitude));
                }
            }
        }
        return List.copyOf(places);
    }

    private static String name(SplitMix64 random, Script script, int accentedOneIn) {
        String beginning = BEGINNINGS[random.below(BEGINNINGS.length)];
        String middle = MIDDLES[random.below(MIDDLES.length)];
        boolean accented = random.oneIn(accentedOneIn) && script == Script.MIXED;
        String[] ends = accented ? ACCENTED_ENDS : ENDS;
        String name = beginning + middle + ends[random.below(ends.length)];
        return random.oneIn(6) ? name + " " + "Hill|Bridge|Springs|Junction".split("\\|", -1)[random.below(4)] : name;
    }
}
