package io.framebus.bench.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text whose columns line up, two spaces apart. */
public final class TextTable {
    private static final String GAP = "  ";
    /** A cell that has less room than this is not broken into lines. */
    private static final int MIN_WRAPPED_COLUMNS = 24;

    private final int[] rightAligned;
    private final List<String[]> rows = new ArrayList<>();

    /** An empty table whose columns of the numbers {@code rightAligned} are aligned to the right, as figures are. */
    public TextTable(int... rightAligned) {
        this.rightAligned = rightAligned.clone();
        Arrays.sort(this.rightAligned);
    }

    /** Appends a row. Rows may have different numbers of cells. */
    public void row(String... cells) {
        rows.add(cells.clone());
    }

    /** The rows, each ended by a line feed. */
    @Override
    public String toString() {
        return toString(Integer.MAX_VALUE);
    }

    /** The same, with the words of the last cells broken into lines where they would not fit so many columns. */
    public String toString(int columns) {
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            int last = 0;
            for (int c = 0; c < row.length; c++) {
                String space = " ".repeat(width(c) - row[c].length());
                boolean right = Arrays.binarySearch(rightAligned, c) >= 0;
                last = line.length();
                line.append(right ? space + row[c] : row[c] + space).append(GAP);
            }
            text.append(wrap(line.toString().stripTrailing(), last, columns)).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.length)
                .mapToInt(row -> row[column].length())
                .max()
                .orElse(0);
    }

    /**
     * A text in lines of that many columns.
     *
     * @param indent where the lines after the first begin
     */
    public static String wrap(String text, int indent, int columns) {
        if (text.length() <= columns || columns - indent < MIN_WRAPPED_COLUMNS) {
            return text;
        }
        int blank = text.lastIndexOf(' ', columns);
        if (blank <= indent) {
            return text; // One long word, as a path, stays in one piece to be copied.
        }
        String rest = " ".repeat(indent) + text.substring(blank).strip();
        return text.substring(0, blank).stripTrailing() + '\n' + wrap(rest, indent, columns);
    }
}
