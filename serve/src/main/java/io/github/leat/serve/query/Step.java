package io.github.leat.serve.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Equal stretches of numbers, each named by its beginning: {@code per4} are quarters, {@code by10} are tens. So places are
 * gathered on a grid of degrees, and figures in classes.
 *
 * @param isFraction whether there are so many to one, or one is so long
 * @param number how many, or how long: 1 to 999,999
 */
public record Step(boolean isFraction, int number) {
    private static final Pattern FORM = Pattern.compile("(per|by)([1-9][0-9]{0,5})");

    /** The one of this name. */
    static Optional<Step> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Step(form.group(1).equals("per"), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /** As requests name it. */
    public String text() {
        return (isFraction ? "per" : "by") + number;
    }

    /** The beginning of the stretch that a number is in. The point keeps databases from dividing as integers do. */
    String sql(String column) {
        return isFraction
                ? "floor(" + column + " * " + number + ".0) / " + number + ".0"
                : "floor(" + column + " / " + number + ".0) * " + number;
    }
}
