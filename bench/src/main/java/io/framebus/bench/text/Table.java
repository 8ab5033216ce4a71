package io.framebus.bench.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records with typed columns, which print as an aligned table, Markdown, CSV or JSON: the first two with figures as people read
 * them, the others with the numbers themselves, and the unit in the name of each column. Not thread-safe.
 */
public final class Table {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int GAP = 2;

    private final List<Column> columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** A table without rows. */
    public Table(Column... columns) {
        this(Arrays.asList(columns));
    }

    /** A table without rows. */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Appends a row.
     *
     * @param values one for each column, of its type; null where there is none, and a number that is not one counts as null
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    public Table row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + values.length + " values in a table of " + columns.size() + " columns");
        }
        @Nullable Object[] row = values.clone();
        for (int c = 0; c < row.length; c++) {
            if (row[c] instanceof Double number && !Double.isFinite(number)) {
                row[c] = null;
            }
        }
        rows.add(row);
        return this;
    }

    /** The columns, in their order. */
    public List<Column> columns() {
        return columns;
    }

    /** What is shown in each row, a text for each column. */
    public List<List<String>> cells() {
        return rows.stream().map(this::shown).toList();
    }

    /** In that format, ended by a line feed. */
    public String toString(OutputFormat format) {
        return switch (format) {
            case TABLE -> toString();
            case MARKDOWN -> toMarkdown();
            case CSV -> toCsv();
            case JSON -> toJson().toPrettyString() + '\n';
        };
    }

    /** Aligned columns. */
    @Override
    public String toString() {
        return toString(Integer.MAX_VALUE);
    }

    /**
     * Aligned columns. Those that do not fit a line of that width follow in further tables, below each other, which begin with
     * the first column again.
     */
    public String toString(int width) {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        int from = 1;
        do {
            int to = from;
            int used = widths[0];
            while (to < widths.length && (to == from || used + GAP + widths[to] <= width)) {
                used += GAP + widths[to];
                to++;
            }
            text.append(text.isEmpty() ? "" : "\n").append(part(from, to));
            from = to;
        } while (from < widths.length);
        return text.toString();
    }

    private int[] widths() {
        int[] widths =
                columns.stream().mapToInt(column -> column.header().length()).toArray();
        for (@Nullable Object[] row : rows) {
            List<String> cells = shown(row);
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], cells.get(c).length());
            }
        }
        return widths;
    }

    /** The first column, and those from one to before another. */
    private TextTable part(int from, int to) {
        TextTable text = new TextTable(IntStream.range(from, to)
                .filter(c -> columns.get(c).rightAligned())
                .map(c -> c - from + 1)
                .toArray());
        text.row(part(columns.stream().map(Column::header).toList(), from, to));
        rows.forEach(row -> text.row(part(shown(row), from, to)));
        return text;
    }

    private static String[] part(List<String> cells, int from, int to) {
        List<String> part = new ArrayList<>(cells.subList(from, to));
        part.add(0, cells.get(0));
        return part.toArray(String[]::new);
    }

    private List<String> shown(@Nullable Object[] row) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < row.length; c++) {
            Object value = row[c];
            cells.add(value == null ? "-" : columns.get(c).format().apply(value));
        }
        return cells;
    }

    /** A table as GitHub's Markdown has it. */
    private String toMarkdown() {
        StringBuilder text = new StringBuilder();
        text.append(markdownRow(columns.stream().map(Table::title).toList()));
        text.append(columns.stream()
                .map(column -> column.rightAligned() ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |\n")));
        rows.forEach(row -> text.append(markdownRow(shown(row))));
        return text.toString();
    }

    /** An aligned table can leave a header out where the values say it; a page has room. */
    private static String title(Column column) {
        return column.header().isEmpty() ? column.name() : column.header();
    }

    /** A bar would end the cell and a line break the row; a backslash would take the bar's own away. */
    private static String markdownRow(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", "<br>"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** As RFC 4180 has it: CRLF, and quotes where they are needed. */
    private String toCsv() {
        StringBuilder text = new StringBuilder();
        text.append(csvRow(columns.stream().map(Column::name).toList()));
        rows.forEach(row ->
                text.append(csvRow(Arrays.stream(row).map(Table::csvValue).toList())));
        return text.toString();
    }

    /** Without an exponent, which not all that read CSV know. */
    private static String csvValue(@Nullable Object value) {
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return value == null ? "" : value.toString();
    }

    private static String csvRow(List<String> fields) {
        return fields.stream().map(Table::csvField).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String csvField(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** A record for each row, by the names of the columns. */
    public ArrayNode toJson() {
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        for (@Nullable Object[] row : rows) {
            ObjectNode fields = records.addObject();
            for (int c = 0; c < row.length; c++) {
                fields.set(columns.get(c).name(), MAPPER.valueToTree(row[c]));
            }
        }
        return records;
    }
}
