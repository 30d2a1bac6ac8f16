package io.github.leat.core.infer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reasons in fewer and plainer words than those that programs know. */
final class PlainReason {
    private static final Pattern ALL = Pattern.compile("(\\d[\\d,]*) of \\1 values are (.+)\\.");
    private static final Pattern TEXTS = Pattern.compile("The values are texts, such as (.+)", Pattern.DOTALL);
    private static final Pattern OFFENDER = Pattern.compile(
            "(.+) is not one of the (.+); (\\d[\\d,]* of \\d[\\d,]*) values are \\2\\.", Pattern.DOTALL);
    private static final Pattern UTF_8 = Pattern.compile("In .+ is valid UTF-8, with (.+)");

    private PlainReason() {}

    static String of(String reason) {
        Matcher all = ALL.matcher(reason);
        if (all.matches() && !all.group(1).equals("1")) {
            return "All " + all.group(1) + " values are " + plain(all.group(2)) + ".";
        }
        Matcher texts = TEXTS.matcher(reason);
        if (texts.matches()) {
            return "Text, such as " + texts.group(1);
        }
        Matcher offender = OFFENDER.matcher(reason);
        if (offender.matches()) {
            return offender.group(3) + " values are " + plain(offender.group(2)) + ", but " + offender.group(1)
                    + " is not.";
        }
        Matcher utf8 = UTF_8.matcher(reason);
        return utf8.matches() ? "It is valid UTF-8, with " + utf8.group(1) : reason;
    }

    private static String plain(String what) {
        return what.replaceFirst("^integers", "whole numbers")
                .replaceFirst("^exact numbers", "exact decimal numbers")
                .replaceFirst("^numbers that a double gives back unchanged", "decimal numbers");
    }
}
