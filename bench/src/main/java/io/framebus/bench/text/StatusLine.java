package io.framebus.bench.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of labelled values that is written over and over. Each value has the width of the widest it has had, so that what is
 * written stays below what was written before. Where the line does not fit, labels are shortened first, then values are left
 * out, the most expendable first. Not thread-safe.
 */
public final class StatusLine {
    private static final String GAP = "  ";

    private final List<Cell> cells = new ArrayList<>();
    private final Map<String, Integer> widths = new HashMap<>();

    /**
     * One value.
     *
     * @param label what it is called; may be empty
     * @param brief what it is called where there is little room
     * @param value the value
     * @param expendable how early it is left out, the highest number first; 0: never
     * @param style how the value is shown
     */
    private record Cell(String label, String brief, String value, int expendable, Style style) {
        String text(boolean shortened, Screen screen) {
            String before = shortened ? brief : label;
            return (before.isEmpty() ? "" : before + ' ') + screen.paint(style, value);
        }
    }

    /** Begins the next line. */
    public StatusLine begin() {
        cells.clear();
        return this;
    }

    /**
     * Appends a value.
     *
     * @param name tells it from others of the line
     * @param label what it is called, and behind a slash how where there is little room
     * @param width how wide it is at least, aligned to the right; negative: to the left
     * @param expendable how early it is left out where there is little room, the highest number first; 0: never
     */
    public StatusLine add(String name, String label, int width, String value, int expendable, Style style) {
        int wide = widths.merge(name, Math.max(Math.abs(width), value.length()), Math::max);
        String space = " ".repeat(wide - value.length());
        int slash = label.indexOf('/');
        cells.add(new Cell(
                slash < 0 ? label : label.substring(0, slash),
                label.substring(slash + 1),
                width < 0 ? value + space : space + value,
                expendable,
                style));
        return this;
    }

    /** The line, which fits the screen. */
    public String toString(Screen screen) {
        List<Cell> kept = new ArrayList<>(cells);
        boolean brief = false;
        // The last column stays free: some terminals wrap as soon as it is written to.
        while (text(kept, brief, Screen.PLAIN).length() >= screen.columns()) {
            if (!brief) {
                brief = true;
            } else if (!removeMostExpendable(kept)) {
                return text(kept, true, Screen.PLAIN).substring(0, screen.columns() - 1);
            }
        }
        return text(kept, brief, screen);
    }

    private static String text(List<Cell> cells, boolean brief, Screen screen) {
        StringBuilder text = new StringBuilder();
        for (Cell cell : cells) {
            text.append(text.isEmpty() ? "" : GAP).append(cell.text(brief, screen));
        }
        return text.toString().stripTrailing();
    }

    private static boolean removeMostExpendable(List<Cell> cells) {
        Cell most = cells.get(0);
        for (Cell cell : cells) {
            if (cell.expendable() > most.expendable()) {
                most = cell;
            }
        }
        return most.expendable() > 0 && cells.remove(most);
    }
}
