package io.framebus.bench.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text whose columns line up, two spaces apart. */
public final class TextTable {
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
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                String space = " ".repeat(width(c) - row[c].length());
                boolean right = Arrays.binarySearch(rightAligned, c) >= 0;
                line.append(right ? space + row[c] : row[c] + space).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
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
}
