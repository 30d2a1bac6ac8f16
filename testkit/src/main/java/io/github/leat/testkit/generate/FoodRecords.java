package io.github.leat.testkit.generate;

import io.github.leat.testkit.generate.Gazetteer.Country;
import io.github.leat.testkit.generate.Gazetteer.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * See {@link CsvShape#FOOD}.
 *
 * <p>Record numbers run over months, in each over markets, in each over commodities: so keys are unique without memory of them.
 */
final class FoodRecords extends RecordShape {
    private record Commodity(Text category, Text name, Text unit, int cents) {}

    private static final LocalDate FIRST = LocalDate.of(2012, 1, 15);
    private static final int MONTHS = 156;
    private static final int CENTS_PER_DOLLAR = 5_470;
    private static final String[] COMMODITIES = {
        "cereals and tubers|Maize (white)|KG|4200",
        "cereals and tubers|Rice (coarse, imported)|KG|9650",
        "cereals and tubers|Wheat flour|50 KG|310000",
        "cereals and tubers|Sorghum|KG|3800",
        "pulses and nuts|Beans (red, dried)|KG|11800",
        "pulses and nuts|Groundnuts (shelled)|KG|15400",
        "oil and fats|Oil (vegetable)|L|18900",
        "milk and dairy|Milk|L|7400",
        "miscellaneous food|Sugar|KG|8800",
        "miscellaneous food|Salt (iodised)|500 G|1900",
        "non-food|Fuel (diesel)|L|9900",
        "meat, fish and eggs|Eggs|30 pcs|36000",
    };
    private static final Text ACTUAL = new Text("actual");
    private static final Text AGGREGATE = new Text("aggregate");
    private static final Text RETAIL = new Text("Retail");
    private static final Text CURRENCY = new Text("XKV");
    private static final Text NATIONAL = new Text("National Average");
    private static final Text NUMBER = new Text(" No. ");
    private static final Text NOT_A_NUMBER = new Text("n/a");

    private final SplitMix64 random;
    private final List<Commodity> commodities = new ArrayList<>();
    private final List<Place> places;
    private final long markets;
    private final DayText day = new DayText();
    private long dayMonth = -1;

    /** @param records how many there will be, about: more of them make more markets, not more years */
    FoodRecords(long seed, long records, Script script) {
        this.random = new SplitMix64(seed);
        for (String line : COMMODITIES) {
            String[] parts = line.split("\\|", -1);
            commodities.add(new Commodity(
                    new Text(parts[0]), new Text(parts[1]), new Text(parts[2]), Integer.parseInt(parts[3])));
        }
        List<Place> all = new ArrayList<>();
        for (Country country : new Gazetteer(script).countries()) {
            all.addAll(country.places());
        }
        this.places = List.copyOf(all);
        this.markets =
                Math.max(6, (records + (long) MONTHS * commodities.size() - 1) / ((long) MONTHS * commodities.size()));
    }

    @Override
    void write(RecordBytes out, long index, long keyIndex) {
        long month = keyIndex / (markets * commodities.size());
        long market = keyIndex / commodities.size() % markets;
        Commodity commodity = commodities.get((int) (keyIndex % commodities.size()));
        if (month != dayMonth) {
            dayMonth = month;
            day.set(FIRST.plusMonths(month).toEpochDay());
        }
        out.beginField();
        out.append(day.iso(), day.iso().length);
        out.endField();
        if (market == 0) {
            nationalAverage(out);
        } else {
            market(out, market);
        }
        out.field(commodity.category());
        out.field(commodity.name());
        if (out.planted(PlantedFault.EMPTY_KEY_PART)) {
            out.empty();
        } else {
            out.field(commodity.unit());
        }
        out.field(market == 0 ? AGGREGATE : ACTUAL);
        out.field(RETAIL);
        out.field(CURRENCY);
        price(out, commodity, month);
    }

    private static void nationalAverage(RecordBytes out) {
        out.empty();
        out.empty();
        out.spoilableField(NATIONAL);
        out.empty();
        out.empty();
    }

    private void market(RecordBytes out, long market) {
        Place place = places.get((int) (market * 7 % places.size()));
        out.field(place.admin1());
        out.field(place.admin2());
        if (market < places.size() && market < 40) {
            out.spoilableField(place.name());
        } else {
            numberedMarket(out, place, market);
        }
        out.field(place.latitude() / 100, 2);
        out.field(place.longitude() / 100, 2);
    }

    private static void numberedMarket(RecordBytes out, Place place, long market) {
        if (out.planted(PlantedFault.INVALID_UTF8)
                || out.planted(PlantedFault.NUL_CHARACTER)
                || out.planted(PlantedFault.STRAY_QUOTE)) {
            out.spoilableField(place.name());
            return;
        }
        out.beginField();
        out.append(place.name());
        out.append(NUMBER);
        out.append(market);
        out.endField();
    }

    private void price(RecordBytes out, Commodity commodity, long month) {
        long cents = commodity.cents() * (1000 + 4 * month + random.below(180)) / 1000;
        long rounded = cents >= 20_000 ? cents / 500 * 500 : cents;
        if (out.plantedBadType()) {
            out.field(NOT_A_NUMBER);
        } else {
            shortest(out, rounded);
        }
        shortest(out, Math.max(1, rounded * 100 / CENTS_PER_DOLLAR));
    }

    /** As few digits after the point as needed: 635, 0.2, 1.25. */
    private static void shortest(RecordBytes out, long cents) {
        if (cents % 100 == 0) {
            out.field(cents / 100);
        } else if (cents % 10 == 0) {
            out.field(cents / 10, 1);
        } else {
            out.field(cents, 2);
        }
    }
}
