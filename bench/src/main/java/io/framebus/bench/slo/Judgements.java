package io.framebus.bench.slo;

import io.framebus.bench.text.Column;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What comes out of all objectives of a run, in the order in which they were demanded. Nothing of it counts where the figures say
 * nothing: that is what {@code judged} says wherever it is asked for.
 *
 * @param each one by one
 */
public record Judgements(List<Judgement> each) {
    /** Nothing was demanded. */
    public static final Judgements NONE = new Judgements(List.of());

    /** Keeps a copy. */
    public Judgements {
        each = List.copyOf(each);
    }

    /** Whether nothing was demanded. */
    public boolean isEmpty() {
        return each.isEmpty();
    }

    /** Whether every objective was met. */
    public boolean areMet() {
        return each.stream().allMatch(Judgement::met);
    }

    /** What to add to the verdict on a run that met them all; nothing where nothing was demanded. */
    public String met() {
        return isEmpty() ? "" : ", " + count() + " met";
    }

    /** The verdict on a run that did not: {@code 1 of 2 objectives: p99 < 2 ms is 3.2 ms}. */
    public String missed() {
        List<Judgement> missed =
                each.stream().filter(judgement -> !judgement.met()).toList();
        return missed.size() + " of " + count() + ": "
                + missed.stream()
                        .map(judgement -> judgement.objective() + " is " + judgement.actual())
                        .collect(Collectors.joining("; "));
    }

    private String count() {
        return Units.count(each.size(), "objective");
    }

    /** Each objective with what was measured and whether that is enough. */
    public Table table(boolean judged) {
        Table table = new Table(Column.text("OBJECTIVE"), Column.text("actual"), Column.text("result"));
        for (Judgement judgement : each) {
            table.row(
                    judgement.objective().toString(),
                    judgement.actual(),
                    !judged ? "not judged" : judgement.met() ? "met" : "missed");
        }
        return table;
    }

    /** For programs: as {@link Judgement#describe}, with {@code met} null where nothing was judged. */
    public List<Map<String, Object>> describe(boolean judged) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Judgement judgement : each) {
            Map<String, Object> fields = judgement.describe();
            if (!judged) {
                fields.put("met", null);
            }
            all.add(fields);
        }
        return all;
    }
}
