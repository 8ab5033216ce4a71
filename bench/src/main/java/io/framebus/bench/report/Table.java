package io.framebus.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table. The first cell of a row names the row. */
public final class Table extends Block {
    /** Characters: words of more are broken into lines before figures are scrolled out of sight. */
    private static final int LONG = 44;

    /** Columns: from here on they stand closer together, so that they fit the page. */
    private static final int MANY = 7;

    private record Column(String label, boolean figures) {}

    private record Row(List<String> cells, boolean total) {}

    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** A table without columns and rows. */
    public Table(String caption) {
        this.caption = caption;
    }

    /** The same table as on a terminal. */
    public static Table of(String caption, io.framebus.bench.text.Table source) {
        Table table = new Table(caption);
        source.columns().forEach(column -> table.columns.add(new Column(title(column), column.rightAligned())));
        source.cells().forEach(cells -> table.rows.add(new Row(List.copyOf(cells), false)));
        return table;
    }

    /**
     * The same table as on a terminal in two, below one another: in the second are the columns from {@code header} on. Both begin with the
     * first {@code keys} columns, which name the rows.
     *
     * @throws IllegalArgumentException if there is no such column, or it names rows
     */
    public static List<Table> split(
            io.framebus.bench.text.Table source, int keys, String header, String caption, String secondCaption) {
        List<String> headers = source.columns().stream()
                .map(io.framebus.bench.text.Column::header)
                .toList();
        int at = headers.indexOf(header);
        if (at < keys) {
            throw new IllegalArgumentException(
                    "header must be one of " + headers + " behind the first " + keys + ", is " + header);
        }
        Table whole = of(caption, source);
        return List.of(whole.with(caption, keys, keys, at), whole.with(secondCaption, keys, at, headers.size()));
    }

    /** The first {@code keys} columns and those at {@code from} to before {@code to}. */
    private Table with(String caption, int keys, int from, int to) {
        Table part = new Table(caption);
        part.columns.addAll(some(columns, keys, from, to));
        rows.forEach(row -> part.rows.add(new Row(some(row.cells(), keys, from, to), row.total())));
        return part;
    }

    private static <T> List<T> some(List<T> all, int keys, int from, int to) {
        List<T> some = new ArrayList<>(all.subList(0, keys));
        some.addAll(all.subList(from, to));
        return some;
    }

    /** On a terminal some headers are left out or in capitals, which mark where a table begins; their names say as much. */
    private static String title(io.framebus.bench.text.Column column) {
        String header = column.header();
        return header.equals(header.toUpperCase(Locale.ROOT))
                ? column.name().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
                : header;
    }

    /** Says that the last row sums up the others. */
    public Table endsWithTotal() {
        Row last = rows.remove(rows.size() - 1);
        rows.add(new Row(last.cells(), true));
        return this;
    }

    /** Adds columns of words. Before any row. */
    public Table words(String... labels) {
        return columns(false, labels);
    }

    /** Adds columns of figures, which are aligned to the right. Before any row. */
    public Table figures(String... labels) {
        return columns(true, labels);
    }

    private Table columns(boolean figures, String... labels) {
        if (!rows.isEmpty()) {
            throw new IllegalStateException("columns come before rows");
        }
        for (String label : labels) {
            columns.add(new Column(label, figures));
        }
        return this;
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not one cell for each column
     */
    public Table row(String... cells) {
        return add(false, cells);
    }

    /** Adds a row that sums up the others. */
    public Table total(String... cells) {
        return add(true, cells);
    }

    private Table add(boolean total, String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row has " + cells.length + " cells, the table " + columns.size() + " columns");
        }
        rows.add(new Row(List.of(cells), total));
        return this;
    }

    @Override
    void appendTo(PageWriter page) {
        // Wide tables scroll by themselves, also by keyboard.
        page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
                .text(caption)
                .raw(columns.size() < MANY ? "\"><table>" : "\"><table class=\"dense\">")
                .raw("<caption>")
                .text(caption)
                .raw("</caption>\n<thead><tr>");
        for (Column column : columns) {
            page.raw(column.figures() ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                    .text(column.label())
                    .raw("</th>");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> appendTo(page, row));
        page.raw("</tbody></table></div>\n");
    }

    private void appendTo(PageWriter page, Row row) {
        page.raw(row.total() ? "<tr class=\"total\">" : "<tr>");
        for (int c = 0; c < columns.size(); c++) {
            String tag = c == 0 ? "th" : "td";
            String cell = row.cells().get(c);
            page.raw("<" + tag + (c == 0 ? " scope=\"row\"" : ""))
                    .raw(columns.get(c).figures() ? " class=\"n\">" : cell.length() > LONG ? " class=\"long\">" : ">")
                    .text(cell)
                    .raw("</" + tag + ">");
        }
        page.raw("</tr>\n");
    }
}
