package io.github.leat.cli;

/** Bold and dim text, or the same without colour. */
enum Style {
    /** With ANSI escape sequences. */
    COLOURED,
    /** Text only. */
    PLAIN;

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String cyan(String text) {
        return paint("36", text);
    }

    private String paint(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
