package io.github.leat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that a page shows for a shell. */
final class ShellLine {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"]+)+");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    private ShellLine() {}

    /** The lines of a block, those that end with a backslash joined with the next; without blank ones and comments. */
    static List<String> of(List<String> block) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : block) {
            boolean goesOn = part.endsWith("\\");
            line.append(goesOn ? part.substring(0, part.length() - 1).strip() + " " : part.strip());
            if (!goesOn) {
                String whole = line.toString().strip();
                if (!whole.isEmpty() && !whole.startsWith("#")) {
                    lines.add(whole);
                }
                line.setLength(0);
            }
        }
        return lines;
    }

    /** Whether it runs leat and nothing else. */
    static boolean isLeat(String line) {
        return line.startsWith("leat ") || line.startsWith("./leat ");
    }

    /** The arguments of a line that runs leat, up to a comment, a pipe or a redirection. */
    static List<String> arguments(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            if (List.of("#", "|", "||", "&&", ";", ">", "&").contains(word.group())) {
                break;
            }
            words.add(QUOTED.matcher(word.group())
                    .replaceAll(match ->
                            Matcher.quoteReplacement(match.group(1) != null ? match.group(1) : match.group(2))));
        }
        return words.subList(1, words.size());
    }
}
