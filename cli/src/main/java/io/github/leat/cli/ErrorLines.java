package io.github.leat.cli;

import io.github.leat.core.LoadException;
import io.github.leat.emr.EmrException;
import io.github.leat.redshift.backup.BackupException;
import java.io.PrintStream;

/** Errors as people see them, in two lines: what and where; what to do. */
final class ErrorLines {
    private static final String NO_ADVICE = "Run it with --debug to see where this comes from.";

    private final PrintStream err;
    private final Style style;
    private final boolean debug;

    ErrorLines(Surroundings surroundings, boolean debug) {
        this.err = surroundings.err();
        this.style = surroundings.errStyle();
        this.debug = debug;
    }

    /** Prints what stopped something. */
    void print(Throwable failure) {
        print("", "", failure);
    }

    /** Prints what stopped a load; says which one where the message names neither its source nor its target. */
    void print(String source, String target, Throwable failure) {
        print(message(source, target, failure));
        if (debug) {
            failure.printStackTrace(err);
        }
    }

    /** What {@link #print(String, String, Throwable)} prints. */
    static String message(String source, String target, Throwable failure) {
        boolean known = failure instanceof UsageException
                || failure instanceof LoadException
                || failure instanceof BackupException
                || failure instanceof EmrException;
        String message = known ? byOptions(String.valueOf(failure.getMessage())) : unexpected(failure);
        boolean placed = source.isEmpty() || message.contains(source) || message.contains(target);
        return placed ? message : source + ": " + message;
    }

    /** What and where, of a message of two sentences or more. */
    static String what(String message) {
        return oneLine(message.substring(0, endOfFirstSentence(message)).strip());
    }

    /** What to do, of a message of two sentences or more. */
    static String advice(String message) {
        String advice = message.substring(endOfFirstSentence(message)).strip();
        return advice.isEmpty() ? NO_ADVICE : oneLine(advice);
    }

    /** Prints a message of two sentences or more. */
    void print(String message) {
        err.println(style.red("leat:") + " " + what(message));
        err.println("      " + advice(message));
    }

    /** The message with the option's name where core names the setting that programs make. */
    private static String byOptions(String message) {
        return message.replace("with maxRejects", "with --max-rejects");
    }

    private static String unexpected(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "The Java heap is full (" + (Runtime.getRuntime().maxMemory() >> 20) + " MB)."
                    + " Give it more with LEAT_JAVA_OPTS=-Xmx512m.";
        }
        return "Something unexpected happened: " + failure + ". Run it with --debug and report what it prints.";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    /** Index after the first full stop that ends a sentence: before a blank and a capital, outside double quotes. */
    static int endOfFirstSentence(String message) {
        boolean quoted = false;
        for (int i = 0; i + 2 < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted && message.charAt(i + 1) == ' ' && isStart(message.charAt(i + 2))) {
                return i + 1;
            }
        }
        return message.length();
    }

    private static boolean isStart(char c) {
        return Character.isUpperCase(c) || c == '/' || c == '"';
    }
}
