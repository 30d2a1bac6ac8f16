package io.github.leat.testkit.generate;

import io.github.leat.testkit.generate.EventTypes.EventType;
import io.github.leat.testkit.generate.Gazetteer.Country;
import io.github.leat.testkit.generate.Gazetteer.Place;
import java.time.LocalDate;
import java.util.List;

/** See {@link CsvShape#ACLED}. */
final class AcledRecords extends RecordShape {
    private static final long NEWEST = LocalDate.of(2020, 11, 7).toEpochDay();
    private static final int DAYS = 8_345;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final Text UNKNOWN = new Text("unknown");
    private static final Text[] SOURCES = Text.split(
            "River Radio|Uplands Daily|The Morning Post (Karavia)|Coast News Agency|Undisclosed Source"
                    + "|Uplands Daily; River Radio|Plains Monitor|Lake FM; Plains Monitor; Coast News Agency|Local Observers");
    private static final Text[] MIXED_SOURCES =
            Text.split("Le Journal du Plateau|Rádio Maré|صوت النهر|Речные вести|Diario de la Montaña; River Radio");
    private static final Text[] SCALES =
            Text.split("National|International|Subnational|Local partner-Other|National-International|New media");

    private final SplitMix64 random;
    private final long seed;
    private final long records;
    private final long days;
    private final DateStyle dates;
    private final boolean mixed;
    private final List<Country> countries;
    private final EventNotes notes;
    private final DayText day = new DayText();

    /** @param records how many there will be at most: event numbers count down from here */
    AcledRecords(long seed, long records, Script script, DateStyle dates) {
        this.random = new SplitMix64(seed);
        this.seed = seed;
        this.records = records;
        this.days = Math.max(1, Math.min(DAYS, records / 3));
        this.dates = dates;
        this.mixed = script == Script.MIXED;
        this.countries = new Gazetteer(script).countries();
        this.notes = new EventNotes(script);
    }

    @Override
    void write(RecordBytes out, long index, long keyIndex) {
        long number = records - keyIndex;
        Country country = countries.get(SplitMix64.pick(seed, keyIndex, countries.size()));
        day.set(NEWEST - (long) ((double) index / records * days));
        identity(out, country, number);
        EventType event = EventTypes.draw(random);
        Text actor = actors(out, country, event);
        Place place = place(out, country);
        source(out);
        if (random.below(64) == 0) {
            out.empty();
        } else {
            notes.write(out, random, event, actor, place, day);
        }
        if (out.plantedBadType()) {
            out.field(UNKNOWN);
        } else {
            out.field(event.deadly() && random.oneIn(3) ? random.below(random.oneIn(20) ? 180 : 9) : 0);
        }
        long week = (day.epochDay() / 7 + 1) * 7 * SECONDS_PER_DAY;
        out.field(week + random.below(900));
        out.field(country.iso3());
    }

    private void identity(RecordBytes out, Country country, long number) {
        out.field(1_000_000 + number);
        out.field(country.iso());
        if (out.planted(PlantedFault.EMPTY_KEY_PART)) {
            out.empty();
        } else {
            out.beginField();
            out.append(country.idPrefix());
            out.append(number);
            out.endField();
        }
        out.field(number);
        byte[] date = dates == DateStyle.LONG ? day.padded() : day.iso();
        out.beginField();
        out.append(date, date.length);
        out.endField();
        out.field(day.year());
        out.field(1 + (random.oneIn(8) ? 1 + random.below(2) : 0));
    }

    private Text actors(RecordBytes out, Country country, EventType event) {
        out.field(event.type());
        out.field(random.oneOf(event.subTypes()));
        int inter1 = random.oneOf(event.actors());
        Text actor1 = country.actors().draw(inter1, random);
        out.field(actor1);
        associated(out, country);
        out.field(inter1);
        int inter2 = random.oneOf(event.targets());
        if (inter2 == 0) {
            out.empty();
            out.empty();
        } else {
            out.field(country.actors().draw(inter2, random));
            associated(out, country);
        }
        out.field(inter2);
        out.field(interaction(inter1, inter2));
        return actor1;
    }

    private void associated(RecordBytes out, Country country) {
        if (random.oneIn(5)) {
            out.field(country.actors().drawAssociated(random));
        } else {
            out.empty();
        }
    }

    private static int interaction(int inter1, int inter2) {
        return inter2 == 0 ? inter1 * 10 : Math.min(inter1, inter2) * 10 + Math.max(inter1, inter2);
    }

    private Place place(RecordBytes out, Country country) {
        Place place = random.oneOf(country.places());
        out.field(country.region());
        out.field(country.name());
        out.field(place.admin1());
        out.field(place.admin2());
        out.field(place.admin3());
        out.spoilableField(place.name());
        out.field(place.latitude(), 4);
        out.field(place.longitude(), 4);
        out.field(1 + (random.oneIn(4) ? 1 + random.below(2) : 0));
        return place;
    }

    private void source(RecordBytes out) {
        Text[] sources = mixed && random.oneIn(30) ? MIXED_SOURCES : SOURCES;
        out.field(sources[random.below(sources.length)]);
        out.field(SCALES[random.below(SCALES.length)]);
    }
}
