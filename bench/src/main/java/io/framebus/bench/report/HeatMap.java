package io.framebus.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Values by two settings: the stronger the colour, the more, and each cell says its value. */
public final class HeatMap extends Chart {
    private static final double WIDTH = 760;
    private static final double LEFT = 150;
    private static final double TOP = 44;
    private static final double ROW = 34;
    private static final double MAX_COLUMN = 110;
    private static final double MIN_COLUMN = 46;
    /** How many colours there are; a style h0 to h6 each. */
    private static final int SHADES = 7;

    private record Place(int row, int column) {}

    private final Quantity quantity;
    private final Scale scale;
    private final String columnsLabel;
    private final String rowsLabel;
    private final List<String> columns;
    private final List<String> rows = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final Set<Place> marked = new HashSet<>();

    /** A map without rows. */
    public HeatMap(
            String title, Quantity quantity, Scale scale, String rowsLabel, String columnsLabel, List<String> columns) {
        super(title);
        this.quantity = quantity;
        this.scale = scale;
        this.rowsLabel = rowsLabel;
        this.columnsLabel = columnsLabel;
        this.columns = List.copyOf(columns);
    }

    /**
     * Adds a row of values, one for each column; not a number: not measured.
     *
     * @throws IllegalArgumentException if there are not as many as columns, or one is infinite
     */
    public HeatMap row(String label, double... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "'" + label + "' has " + cells.length + " values for " + columns.size() + " columns");
        }
        if (Arrays.stream(cells).anyMatch(Double::isInfinite)) {
            throw new IllegalArgumentException("'" + label + "' has an infinite value");
        }
        rows.add(label);
        values.add(cells.clone());
        return this;
    }

    /**
     * Points a cell out: what was chosen.
     *
     * @throws IndexOutOfBoundsException if there is no such cell yet
     */
    public HeatMap mark(int row, int column) {
        Objects.checkIndex(row, rows.size());
        Objects.checkIndex(column, columns.size());
        marked.add(new Place(row, column));
        return this;
    }

    /** Says how to read the map or what it shows. */
    public HeatMap caption(String text) {
        setCaption(text);
        return this;
    }

    private double column() {
        double room = (WIDTH - LEFT) / Math.max(1, columns.size());
        return Math.max(MIN_COLUMN, Math.min(MAX_COLUMN, room));
    }

    private DoubleStream measured() {
        return values.stream().flatMapToDouble(Arrays::stream).filter(value -> !Double.isNaN(value));
    }

    /** The shade of a value: the last for the largest, the first for the least, or for 0 and less on a log scale. */
    int shade(double value) {
        double max = measured().max().orElse(1);
        boolean log = scale == Scale.LOG;
        double least = measured().filter(one -> !log || one > 0).min().orElse(max);
        if (value < least || (!log && value == least)) {
            return 0;
        }
        double position = log ? Math.log(value / least) / Math.log(max / least) : (value - least) / (max - least);
        // Where all are alike, the position is not a number.
        return position > 0 ? (int) Math.min(SHADES - 1, 1 + Math.floor(position * (SHADES - 1))) : 1;
    }

    @Override
    Drawing draw() {
        double column = column();
        Drawing drawing = new Drawing(Math.max(WIDTH, LEFT + column * columns.size()), TOP + ROW * rows.size() + 8);
        drawing.text("label", "start", LEFT, 14, columnsLabel);
        drawing.text("label", "start", 0, TOP - 8, rowsLabel);
        for (int c = 0; c < columns.size(); c++) {
            drawing.text("tick", "middle", LEFT + (c + 0.5) * column, TOP - 8, columns.get(c));
        }
        for (int r = 0; r < rows.size(); r++) {
            double y = TOP + r * ROW;
            drawing.text("tick", "start", 0, y + ROW / 2 + 4, rows.get(r));
            for (int c = 0; c < columns.size(); c++) {
                drawCell(drawing, LEFT + c * column, y, column, values.get(r)[c]);
            }
        }
        for (Place place : marked) {
            drawing.rectangle(
                    "cell-mark", LEFT + place.column() * column + 1, TOP + place.row() * ROW + 1, column - 2, ROW - 2);
        }
        return drawing;
    }

    private void drawCell(Drawing drawing, double x, double y, double column, double value) {
        boolean known = !Double.isNaN(value);
        int shade = known ? shade(value) : 0;
        drawing.rectangle(known ? "cell h" + shade : "cell unknown", x + 1, y + 1, column - 2, ROW - 2);
        String style = shade >= SHADES / 2 + 1 ? "cell-value on-dark" : "cell-value";
        drawing.text(style, "middle", x + column / 2, y + ROW / 2 + 4, known ? quantity.text(value) : "-");
    }

    @Override
    String description() {
        if (measured().findAny().isEmpty()) {
            return "A map without values.";
        }
        return rows.size() + " rows by " + rowsLabel + ", " + columns.size() + " columns by " + columnsLabel
                + ". Values from " + quantity.text(measured().min().orElseThrow()) + " to "
                + quantity.text(measured().max().orElseThrow()) + ".";
    }

    @Override
    Table figures() {
        Table table = new Table(title() + ": " + rowsLabel + " by " + columnsLabel)
                .words(rowsLabel)
                .figures(columns.toArray(String[]::new));
        for (int r = 0; r < rows.size(); r++) {
            Stream<String> cells =
                    Arrays.stream(values.get(r)).mapToObj(value -> Double.isNaN(value) ? "-" : quantity.text(value));
            table.row(Stream.concat(Stream.of(rows.get(r)), cells).toArray(String[]::new));
        }
        return table;
    }
}
