package io.github.leat.rds.rollup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads roll-up files; every error says where. */
final class RollUpParser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\"(?:[^\"]|\"\")*\")|(" + Names.PLAIN.pattern() + ")|([(),*]))");
    private static final int MAX_SHOWN = 100;

    private final String file;
    private final Map<String, String> said = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();
    private int line;

    private List<String> tokens = List.of();
    private int at;

    RollUpParser(String file) {
        this.file = file;
    }

    RollUpFile parse(String text) {
        String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
        for (String content : unmarked.split("\r\n|\n|\r", -1)) {
            line++;
            if (!content.isBlank() && !content.stripLeading().startsWith("#")) {
                parseLine(content.strip());
            }
        }
        try {
            RollUp rollUp = new RollUp(
                    name("roll-up"),
                    name("table"),
                    groups,
                    measures,
                    word(Changes.class, said.getOrDefault("changes", "scan")));
            return new RollUpFile(Optional.ofNullable(said.get("target")), rollUp);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(file + ":") ? e : error(message);
        }
    }

    private void parseLine(String content) {
        int equals = content.indexOf('=');
        String key = (equals < 0 ? content : content.substring(0, equals)).strip();
        String value = equals < 0 ? "" : content.substring(equals + 1).strip();
        switch (key) {
            case "group" -> parseList(value, () -> groups.add(group()));
            case "measure" -> parseList(value, () -> measures.add(measure()));
            case "target", "table", "roll-up", "changes" -> {
                if (value.isEmpty()) {
                    throw error("\"" + key + "\" has no value. Write " + key + " = ….");
                }
                if (said.put(key, value) != null) {
                    throw error("\"" + key + "\" is said twice. Leave one out.");
                }
                if (key.equals("changes")) {
                    word(Changes.class, value);
                }
            }
            default ->
                throw error("\"" + shown(key)
                        + "\" is not known here. Write target, table, roll-up, group, measure or changes, then = and a"
                        + " value.");
        }
    }

    /** A table or roll-up; quotes around the whole of it are taken off, since a name may hold blanks. */
    private String name(String key) {
        String value = said.get(key);
        if (value == null) {
            throw error("\"" + key + "\" is missing. Add a line " + key + " = NAME.");
        }
        tokenize(value);
        return tokens.size() == 1 && tokens.get(0).startsWith("\"") ? unquote(tokens.get(0)) : value;
    }

    private void parseList(String value, Runnable item) {
        if (!tokenize(value) || tokens.isEmpty()) {
            throw error(
                    "\"" + shown(value) + "\" is not understood. Write names with blanks or signs in double quotes.");
        }
        try {
            do {
                item.run();
            } while (take(","));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(file + ":") ? e : error(message);
        }
        if (at < tokens.size()) {
            throw error("\"" + shown(tokens.get(at)) + "\" is one too many. Part what is listed by commas.");
        }
    }

    private boolean tokenize(String value) {
        tokens = new ArrayList<>();
        at = 0;
        Matcher matcher = TOKEN.matcher(value);
        int end = 0;
        while (end < value.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        return value.substring(end).isBlank();
    }

    private Group group() {
        String first = next("a column");
        if (!take("(")) {
            return new Group(unquote(first), Optional.empty(), alias());
        }
        Bucket bucket = word(Bucket.class, first);
        String column = unquote(next("a column"));
        close();
        return new Group(column, Optional.of(bucket), alias());
    }

    private Measure measure() {
        Aggregate aggregate = word(Aggregate.class, next("an aggregate"));
        Optional<String> column = Optional.empty();
        if (take("(")) {
            if (!take("*") && !peek(")")) {
                column = Optional.of(unquote(next("a column")));
            }
            close();
        }
        return new Measure(aggregate, column, alias());
    }

    private Optional<String> alias() {
        if (at < tokens.size() && tokens.get(at).equalsIgnoreCase("as")) {
            at++;
            return Optional.of(unquote(next("a name after \"as\"")));
        }
        return Optional.empty();
    }

    private void close() {
        if (!take(")")) {
            throw error("A closing parenthesis is missing. Write it after the column.");
        }
    }

    private boolean peek(String sign) {
        return at < tokens.size() && tokens.get(at).equals(sign);
    }

    private boolean take(String sign) {
        boolean found = peek(sign);
        at += found ? 1 : 0;
        return found;
    }

    private String next(String what) {
        if (at >= tokens.size() || "(),*".contains(tokens.get(at))) {
            throw error("There is no " + what.replaceFirst("^an? ", "") + " where one should be. Write " + what + ".");
        }
        return tokens.get(at++);
    }

    private <E extends Enum<E>> E word(Class<E> words, String text) {
        for (E value : words.getEnumConstants()) {
            if (Names.lower(value).equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        List<String> known =
                List.of(words.getEnumConstants()).stream().map(Names::lower).toList();
        throw error("\"" + shown(text) + "\" is none of " + String.join(", ", known) + ". Write one of these.");
    }

    private static String unquote(String token) {
        return token.startsWith("\"") ? token.substring(1, token.length() - 1).replace("\"\"", "\"") : token;
    }

    private static String shown(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private IllegalArgumentException error(String message) {
        return new IllegalArgumentException(file + ":" + line + ": " + message);
    }
}
