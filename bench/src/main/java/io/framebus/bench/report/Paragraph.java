package io.framebus.bench.report;

import java.util.Objects;

/** A few sentences. */
public final class Paragraph extends Block {
    private final String text;

    /** A paragraph of that plain text. */
    public Paragraph(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    @Override
    void appendTo(PageWriter page) {
        page.element("p", text);
    }
}
