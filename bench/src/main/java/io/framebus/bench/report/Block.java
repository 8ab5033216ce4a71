package io.framebus.bench.report;

/**
 * A part of a section. Blocks are filled by one thread, before the page is built; methods that fill one return it.
 *
 * <p>Labels and captions are plain text.
 */
public abstract sealed class Block permits Chart, CodeBlock, Paragraph, Table {
    Block() {}

    abstract void appendTo(PageWriter page);
}
