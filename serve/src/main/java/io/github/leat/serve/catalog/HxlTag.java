package io.github.leat.serve.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HXL tags in comments and requests; the order of attributes and case mean nothing (HXL 1.1, "Tagging conventions"). */
final class HxlTag {
    private static final Pattern AT_END = Pattern.compile("(?:^|(?<=\\s))#[A-Za-z]\\w*(?:\\s*\\+[A-Za-z0-9_]+)*$");

    private HxlTag() {}

    /** A column's comment apart: {@code Event Date #date+occurred}. */
    record Comment(Optional<String> originalName, Optional<String> tag) {
        static Comment parse(String comment) {
            String text = comment.strip();
            Matcher tag = AT_END.matcher(text);
            boolean found = tag.find();
            String name = (found ? text.substring(0, tag.start()) : text).strip();
            return new Comment(
                    Optional.of(name).filter(n -> !n.isEmpty()), found ? Optional.of(tag.group()) : Optional.empty());
        }
    }

    /** The same text for the same tag. */
    static String normal(String tag) {
        String[] parts = tag.toLowerCase(Locale.ROOT).replaceAll("\\s+", "").split("\\+", -1);
        TreeSet<String> attributes = new TreeSet<>();
        for (int i = 1; i < parts.length; i++) {
            attributes.add(parts[i]);
        }
        return attributes.isEmpty() ? parts[0] : parts[0] + "+" + String.join("+", attributes);
    }
}
