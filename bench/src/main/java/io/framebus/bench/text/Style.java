package io.framebus.bench.text;

/** How something stands out on a terminal. */
public enum Style {
    PLAIN(""),
    BOLD("1"),
    GOOD("32"),
    WARNING("33"),
    BAD("31"),
    GOOD_HEADLINE("1;32"),
    WARNING_HEADLINE("1;33"),
    BAD_HEADLINE("1;31");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text between escape sequences. */
    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : ESCAPE + code + 'm' + text + ESCAPE + "0m";
    }
}
