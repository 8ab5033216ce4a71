package io.framebus.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** A chart as the page's script draws it. */
final class ZoomData {
    /** More than can be read off a screen. */
    private static final MathContext DIGITS = new MathContext(4);

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();
    private final ArrayNode series;
    private final ArrayNode limits;

    /**
     * @param kind what the x axis is: nines, or time in seconds
     * @param xs the places on it at which every series has a value
     */
    ZoomData(String kind, double[] xs, Quantity quantity, Axis y) {
        node.put("kind", kind);
        node.put("quantity", quantity.name());
        node.put("scale", y.scale().name());
        node.put("low", y.low());
        node.put("high", y.high());
        ArrayNode ticks = node.putArray("ticks");
        y.ticks().forEach(tick -> ticks.addObject().put("value", tick.value()).put("label", tick.label()));
        add(node.putArray("x"), xs, new MathContext(7));
        series = node.putArray("series");
        limits = node.putArray("limits");
    }

    void series(LegendEntry entry, double[] ys) {
        ObjectNode one = series.addObject();
        one.put("label", entry.label());
        one.put("style", entry.style());
        add(one.putArray("y"), ys, DIGITS);
    }

    void limit(Limit limit) {
        limits.addObject().put("label", limit.label()).put("value", limit.value());
    }

    ObjectNode node() {
        return node;
    }

    private static void add(ArrayNode array, double[] values, MathContext digits) {
        for (double value : values) {
            if (Double.isNaN(value)) {
                array.addNull();
                continue;
            }
            double rounded = new BigDecimal(value, digits).doubleValue();
            if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
                array.add((long) rounded);
            } else {
                array.add(rounded);
            }
        }
    }
}
