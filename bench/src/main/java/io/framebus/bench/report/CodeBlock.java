package io.framebus.bench.report;

import java.util.Objects;

/** Code or a command to paste. Where scripts run it has a button that copies it. */
public final class CodeBlock extends Block {
    private final String caption;
    private final String code;

    /** That code under that caption. */
    public CodeBlock(String caption, String code) {
        this.caption = Objects.requireNonNull(caption, "caption");
        this.code = Objects.requireNonNull(code, "code");
    }

    @Override
    void appendTo(PageWriter page) {
        page.raw("<figure class=\"code\"><figcaption><span class=\"title\">")
                .text(caption)
                .raw("</span></figcaption><pre tabindex=\"0\"><code>")
                .text(code)
                .raw("</code></pre></figure>\n");
    }
}
