package io.framebus.bench.suite;

import io.framebus.bench.suite.Notes.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of the page that answers the question: which goals are met and by how much, and why others are not. */
final class GoalsSection {
    private final Map<Goal, Finding> findings = new LinkedHashMap<>();
    private final Notes notes;

    GoalsSection(Results results, Notes notes) {
        Goals.ALL.forEach(goal -> findings.put(goal, goal.finding().apply(results)));
        this.notes = notes;
    }

    /** How many goals came out how, in one sentence. */
    String verdict() {
        List<String> parts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            long count = findings.values().stream()
                    .filter(finding -> finding.outcome() == outcome)
                    .count();
            if (outcome == Outcome.MET) {
                parts.add(count + " of " + findings.size() + " goals met");
            } else if (count > 0) {
                parts.add(count + " " + outcome.word());
            }
        }
        return String.join(", ", parts);
    }

    void writeTo(Markdown page) {
        page.paragraph("## Goals");
        page.paragraph(
                "Brackets are intervals of 95 %. A goal is met where the whole interval is within the limit, missed where the"
                        + " whole of it is beyond, and undecided in between.");
        page.header("", "goal", "measured", "against");
        findings.forEach((goal, finding) ->
                page.row(List.of(finding.outcome().toString(), goal.text(), finding.figure(), finding.floor())));
        page.endTable();
        findings.forEach((goal, finding) -> {
            if (finding.outcome() != Outcome.MET) {
                notMet(page, goal, finding);
            }
        });
    }

    private void notMet(Markdown page, Goal goal, Finding finding) {
        page.paragraph("### " + sentence(finding.outcome().word()) + ": " + goal.id());
        if (!finding.details().isEmpty()) {
            page.header(finding.details().get(0).toArray(String[]::new));
            finding.details().stream().skip(1).forEach(page::row);
            page.endTable();
        }
        Note note = notes.byGoal().get(goal.id());
        if (note == null) {
            page.paragraph("No reason known yet.");
        } else {
            page.paragraph(note.reason());
            page.paragraph("*Next:* " + note.next());
        }
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
