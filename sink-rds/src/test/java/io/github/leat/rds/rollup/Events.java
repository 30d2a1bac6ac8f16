package io.github.leat.rds.rollup;

import io.github.leat.core.io.FileSource;
import io.github.leat.core.load.Load;
import io.github.leat.core.sink.WriteMode;
import io.github.leat.rds.RdsSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table that roll-ups are made of in tests, what changes it at random, and what it adds up to. */
final class Events {
    private static final List<String> COUNTRIES = List.of("Mali", "Niger", "Côte d'Ivoire", "", "Mali; \"x\\y\"");
    private static final List<String> COLUMNS = List.of("id", "country", "event_date", "seen_at", "fatalities", "cost");
    private static final AtomicInteger FILES = new AtomicInteger();

    private final Path directory;
    private final Supplier<RdsSink> sink;
    private final Opener opener;
    private final Renaming renaming;

    interface Opener {
        Connection open() throws SQLException;
    }

    interface Renaming {
        List<String> statements(List<String> columns, String where);
    }

    Events(Path directory, Supplier<RdsSink> sink, Opener opener, Renaming renaming) {
        this.directory = directory;
        this.sink = sink;
        this.opener = opener;
        this.renaming = renaming;
    }

    void clear() {
        run("DROP TABLE IF EXISTS events");
    }

    void load(Random random, WriteMode mode, int records) throws IOException {
        load(random, mode, records, "");
    }

    private void load(Random random, WriteMode mode, int records, String fraction) throws IOException {
        StringBuilder text = new StringBuilder("id,country,event_date,seen_at,fatalities,cost\n");
        for (int i = 0; i < records; i++) {
            String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
            text.append(random.nextInt(120))
                    .append(",\"")
                    .append(country.replace("\"", "\"\""))
                    .append("\",");
            text.append(random.nextInt(12) == 0 && i > 2 ? "" : day(random)).append(',');
            text.append(day(random)).append("T23:30:00Z,");
            text.append(random.nextInt(5) == 0 ? "" : random.nextInt(50) + fraction)
                    .append(',');
            text.append(random.nextInt(900))
                    .append('.')
                    .append(10 + random.nextInt(90))
                    .append('\n');
        }
        Path file = directory.resolve("events" + FILES.incrementAndGet() + ".csv");
        Files.writeString(file, text);
        RdsSink table = sink.get().table("events").mode(mode);
        Load.from(FileSource.of(file))
                .into(mode == WriteMode.UPSERT || mode == WriteMode.INSERT_NEW ? table.key("id") : table)
                .run();
    }

    private static LocalDate day(Random random) {
        return LocalDate.of(2024, 1 + random.nextInt(4), 1 + random.nextInt(28));
    }

    /** Changes the table in one of many ways; says which. */
    String change(Random random) throws IOException, SQLException {
        String some = "id % " + (3 + random.nextInt(5)) + " = " + random.nextInt(3);
        String country = "'" + COUNTRIES.get(random.nextInt(2)) + "'";
        int way = random.nextInt(17);
        switch (way) {
            case 0, 1 -> load(random, WriteMode.APPEND, 1 + random.nextInt(30));
            case 2 -> load(random, WriteMode.UPSERT, 1 + random.nextInt(30));
            case 3 -> load(random, WriteMode.INSERT_NEW, 1 + random.nextInt(30));
            case 4 -> load(random, WriteMode.REPLACE, 1 + random.nextInt(60));
            case 5 -> load(random, WriteMode.APPEND, 3, ".5");
            case 6 -> run("UPDATE events SET country = " + country + " WHERE " + some);
            case 7 -> run("UPDATE events SET country = NULL, fatalities = NULL WHERE " + some);
            case 8 -> run("DELETE FROM events WHERE country = " + country);
            case 9 -> run("DELETE FROM events WHERE country IS NULL OR event_date IS NULL");
            case 10 -> {
                List<String> most = texts("SELECT max(event_date) FROM events");
                run("DELETE FROM events WHERE event_date = '" + most.get(0).replace("null", "2024-01-01") + "'");
            }
            case 11 -> {
                int rows = texts("SELECT id FROM events WHERE " + some).size();
                List<String> both = new ArrayList<>(List.of("BEGIN", "DELETE FROM events WHERE " + some));
                for (int i = 0; i < rows; i++) {
                    both.add("INSERT INTO events (id, country, event_date, fatalities, cost) VALUES (" + (300 + i)
                            + ", " + country + ", '" + day(random) + "', " + i + ", 0.01)");
                }
                both.add("COMMIT");
                run(both.toArray(String[]::new));
            }
            case 12 -> run("TRUNCATE TABLE events");
            case 13 -> run(renaming.statements(COLUMNS, some).toArray(String[]::new));
            case 14 -> run("BEGIN", "UPDATE events SET cost = 5 WHERE " + some, "ROLLBACK");
            case 15 -> run("UPDATE events SET country = country");
            default -> run("UPDATE events SET event_date = '" + day(random) + "', cost = cost * 2 WHERE " + some);
        }
        return way + " (" + some + ")";
    }

    void run(String... statements) {
        try (Connection connection = opener.open();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    List<String> texts(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = opener.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", values));
            }
        }
        return found;
    }

    /** The groups as a roll-up has them; two rows of one group fail. */
    Map<List<String>, List<String>> rolledUp(String table) throws SQLException {
        Map<List<String>, List<String>> groups = new LinkedHashMap<>();
        String measures =
                "events, sum_fatalities, sum_cost, min_cost, max_event_date, count_fatalities, avg_fatalities";
        try (Connection connection = opener.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT country, month, " + measures + " FROM " + table)) {
            while (rows.next()) {
                List<String> key = List.of(String.valueOf(rows.getString(1)), String.valueOf(rows.getString(2)));
                List<String> values = new ArrayList<>();
                for (int i = 3; i <= 6; i++) {
                    values.add(plain(rows.getBigDecimal(i)));
                }
                values.add(String.valueOf(rows.getString(7)));
                values.add(plain(rows.getBigDecimal(8)));
                requireMean(rows.getBigDecimal(9), rows.getBigDecimal(4), rows.getBigDecimal(8));
                if (groups.put(key, values) != null) {
                    throw new AssertionError("two rows of " + key);
                }
            }
        }
        return byText(groups);
    }

    private static Map<List<String>, List<String>> byText(Map<List<String>, List<String>> groups) {
        Map<List<String>, List<String>> sorted =
                new TreeMap<>((left, right) -> left.toString().compareTo(right.toString()));
        sorted.putAll(groups);
        return sorted;
    }

    private static final class Sums {
        long rows;
        long counted;

        @Nullable
        BigDecimal fatalities;

        @Nullable
        BigDecimal cost;

        @Nullable
        BigDecimal least;

        @Nullable
        LocalDate last;
    }

    /** What the table adds up to. */
    Map<List<String>, List<String>> aggregated() throws SQLException {
        Map<List<String>, Sums> groups = new LinkedHashMap<>();
        try (Connection connection = opener.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT country, event_date, fatalities, cost FROM events")) {
            while (rows.next()) {
                String date = rows.getString(2);
                LocalDate day = date == null ? null : LocalDate.parse(date);
                List<String> key = List.of(
                        String.valueOf(rows.getString(1)),
                        day == null ? "null" : day.withDayOfMonth(1).toString());
                Sums sums = groups.computeIfAbsent(key, known -> new Sums());
                sums.rows++;
                BigDecimal fatalities = rows.getBigDecimal(3);
                if (fatalities != null) {
                    sums.counted++;
                    sums.fatalities = sums.fatalities == null ? fatalities : sums.fatalities.add(fatalities);
                }
                BigDecimal cost = rows.getBigDecimal(4);
                if (cost != null) {
                    sums.cost = sums.cost == null ? cost : sums.cost.add(cost);
                    sums.least = sums.least == null ? cost : sums.least.min(cost);
                }
                if (day != null && (sums.last == null || day.isAfter(sums.last))) {
                    sums.last = day;
                }
            }
        }
        Map<List<String>, List<String>> result = new LinkedHashMap<>();
        groups.forEach((key, sums) -> result.put(
                key,
                List.of(
                        String.valueOf(sums.rows),
                        plain(sums.fatalities),
                        plain(sums.cost),
                        plain(sums.least),
                        String.valueOf(sums.last),
                        String.valueOf(sums.counted))));
        return byText(result);
    }

    /** The rows of the roll-up by two buckets. */
    List<String> buckets(Bucket bucket) throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        for (String row : texts("SELECT CAST(event_date AS CHAR(10)), seen_at FROM events")) {
            String[] days = row.split("\\|", -1);
            // the instants are late in the evening of UTC, so that another time zone has another day
            String key = start(bucket, days[0].strip()) + "|" + start(bucket, utcDay(days[1]));
            counts.merge(key, 1, Integer::sum);
        }
        List<String> rows = new ArrayList<>();
        counts.forEach((key, count) -> rows.add(key + "|" + count));
        return rows;
    }

    private static String utcDay(String instant) {
        return instant.contains("+") && !instant.endsWith("+00") && !instant.endsWith("+00:00")
                ? OffsetDateTime.parse(instant.replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00"))
                        .toInstant()
                        .toString()
                        .substring(0, 10)
                : instant.substring(0, 10);
    }

    private static String start(Bucket bucket, String date) {
        if (date.equals("null")) {
            return date;
        }
        LocalDate day = LocalDate.parse(date);
        LocalDate start = switch (bucket) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), day.getMonth().firstMonthOfQuarter(), 1);
            case YEAR -> day.withDayOfYear(1);
        };
        return start.toString();
    }

    private static String plain(@Nullable BigDecimal number) {
        if (number == null) {
            return "null";
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Means have different digits in different databases, four at least. */
    private static void requireMean(@Nullable BigDecimal mean, @Nullable BigDecimal sum, BigDecimal count) {
        boolean fits = (sum == null || mean == null)
                ? (sum == null && mean == null)
                : mean.multiply(count).subtract(sum).abs().compareTo(count.movePointLeft(4)) < 0;
        if (!fits) {
            throw new AssertionError(mean + " is not the mean of " + count + " values that add up to " + sum);
        }
    }
}
