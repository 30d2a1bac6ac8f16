package io.github.leat.testkit.generate;

import io.github.leat.testkit.generate.Gazetteer.Country;
import io.github.leat.testkit.generate.Gazetteer.Place;
import java.time.LocalDate;
import java.util.List;

/** See {@link CsvShape#QUOTED}. */
final class QuotedRecords extends RecordShape {
    private static final long FIRST = LocalDate.of(2015, 1, 1).toEpochDay();
    private static final int DAYS = 3_650;
    private static final Text[] FIRST_NAMES =
            Text.split("Amina|Boris|Chidi|Dara|Eva|Farid|Grace|Hana|Ivo|Joana|Kofi|Lena");
    private static final Text[] ACCENTED_NAMES = Text.split("Zoé|Jürgen|Begoña|Łucja|Åsa|Đức");
    private static final Text[] STATUSES = Text.split("open|closed|on hold|under review, second stage|");
    private static final Text[] TITLES =
            Text.split("Delivery of seed|Well repair, phase 2|School kits|Clinic \"North\"|Road survey");
    private static final Text[] REMARKS = Text.split(
            "Arrived in good order.|Two boxes missing, see list.|Signed by the \"village head\"."
                    + "|To be checked again, with photos.|First line.\nSecond line, with a comma.|Weather: rain, then sun.|Received \"as is\", no claim.");
    private static final Text[] SOURCES = Text.split("field office|partner, north|hotline|web form");
    private static final Text SPACE = new Text(" ");
    private static final Text TWELVE = new Text("twelve");
    private static final Text CODE = new Text("LT-");

    private final SplitMix64 random;
    private final boolean mixed;
    private final List<Country> countries;
    private final DayText day = new DayText();

    QuotedRecords(long seed, Script script) {
        random = new SplitMix64(seed);
        mixed = script == Script.MIXED;
        countries = new Gazetteer(script).countries();
    }

    @Override
    void write(RecordBytes out, long index, long keyIndex) {
        Country country = random.oneOf(countries);
        Place place = random.oneOf(country.places());
        if (out.planted(PlantedFault.EMPTY_KEY_PART)) {
            out.empty();
        } else {
            out.field(keyIndex + 1);
        }
        day.set(FIRST + index / 16 % DAYS);
        out.beginField();
        out.append(day.iso(), day.iso().length);
        out.endField();
        Text[] names = mixed && random.oneIn(20) ? ACCENTED_NAMES : FIRST_NAMES;
        out.spoilableField(names[random.below(names.length)]);
        out.field(place.name());
        out.field(random.below(9_000_000), 2);
        if (out.plantedBadType()) {
            out.field(TWELVE);
        } else {
            out.field(1 + random.below(480));
        }
        out.field(STATUSES[random.below(STATUSES.length)]);
        out.beginField();
        out.append(CODE);
        out.append(100_000 + random.below(900_000));
        out.endField();
        out.field(TITLES[random.below(TITLES.length)]);
        remark(out, place);
        out.field(SOURCES[random.below(SOURCES.length)]);
        out.field(country.iso3());
    }

    private void remark(RecordBytes out, Place place) {
        out.beginField();
        out.append(REMARKS[random.below(REMARKS.length)]);
        for (int more = random.below(3); more > 0; more--) {
            out.append(SPACE);
            out.append(REMARKS[random.below(REMARKS.length)]);
        }
        out.append(SPACE);
        out.append(place.admin1());
        out.endField();
    }
}
