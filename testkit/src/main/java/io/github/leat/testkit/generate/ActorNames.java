package io.github.leat.testkit.generate;

/** The invented groups of one country, by the number that ACLED calls {@code inter}: 1 state forces to 8 others. */
final class ActorNames {
    private final Text[][] byKind;
    private final Text[] associated;

    ActorNames(String country, Script script) {
        boolean mixed = script == Script.MIXED;
        byKind = new Text[][] {
            Text.all(
                    "Military Forces of " + country + " (2011-)",
                    "Military Forces of " + country + " (1994-2011)",
                    "Police Forces of " + country + " (2011-)",
                    "Police Forces of " + country + " (2011-) Border Guard"),
            Text.all(
                    "Front for the Rivers",
                    "Uplands Army (Northern Wing)",
                    mixed
                            ? "Mouvement du Plateau Ouvert (Région Est)"
                            : "Movement of the Open Plateau (Eastern Region)",
                    "Lowland Council: Armed Branch"),
            Text.all(
                    "Unidentified Armed Group (" + country + ")",
                    "Hill Farmers Militia (" + country + ")",
                    mixed ? "Milícia da Ponte Nova (" + country + ")" : "New Bridge Militia (" + country + ")"),
            Text.all("Herders of the Dry Valley (" + country + ")", "Fishers of the Lower Lake (" + country + ")"),
            Text.all("Rioters (" + country + ")"),
            Text.all("Protesters (" + country + ")"),
            Text.all("Civilians (" + country + ")"),
            Text.all("Private Guards (" + country + ")", "Unnamed Foreign Forces"),
        };
        associated = Text.all(
                "Women (" + country + ")",
                "Students (" + country + ")",
                "Teachers (" + country + "); Labour Group (" + country + ")",
                "Farmers, Traders and Drivers (" + country + ")",
                "Aid Workers (International)",
                mixed ? "Étudiants de l'Université Libre (" + country + ")" : "Students of the Free University",
                "Open Party of " + country + "; Youth Wing (" + country + ")");
    }

    /** A group of a kind from 1 to 8. */
    Text draw(int kind, SplitMix64 random) {
        Text[] names = byKind[kind - 1];
        return names[random.below(names.length)];
    }

    Text drawAssociated(SplitMix64 random) {
        return associated[random.below(associated.length)];
    }
}
