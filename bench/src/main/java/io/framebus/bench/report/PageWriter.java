package io.framebus.bench.report;

/** A page as it is written, from top to bottom. */
final class PageWriter {
    private final StringBuilder html = new StringBuilder(1 << 17);
    private int lastId;

    /** Appends markup. Never something that came from outside. */
    PageWriter raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Appends text, which stays text. */
    PageWriter text(String text) {
        html.append(Html.text(text));
        return this;
    }

    /** Appends an element that holds text. */
    PageWriter element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag + ">\n");
    }

    /** An identifier that no other element has. */
    String newId() {
        lastId++;
        return "c" + lastId;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
