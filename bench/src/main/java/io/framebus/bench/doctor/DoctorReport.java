package io.framebus.bench.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Screen;
import io.framebus.bench.text.Style;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.TextTable;

/** A diagnosis, written. */
final class DoctorReport {
    static final String SCHEMA = "framebus-doctor/1";

    private static final int DEFAULT_COLUMNS = 120;
    /** In front of what was found: the level and the topic. */
    private static final int INDENT = 26;

    private DoctorReport() {}

    static String toString(Diagnosis diagnosis, OutputFormat format, Screen screen) {
        return switch (format) {
            case TABLE -> text(diagnosis, screen);
            case JSON -> json(diagnosis).toPrettyString() + '\n';
            case CSV -> table(diagnosis).toString(format);
            case MARKDOWN ->
                "**" + diagnosis.summary() + "**\n\n" + table(diagnosis).toString(format);
        };
    }

    private static String text(Diagnosis diagnosis, Screen screen) {
        int columns = Math.min(screen.columns(), DEFAULT_COLUMNS);
        StringBuilder text = new StringBuilder();
        for (String line : TextTable.wrap(diagnosis.summary(), 0, columns).split("\n", -1)) {
            text.append(screen.paint(Style.BOLD, line)).append('\n');
        }
        text.append('\n');
        for (Finding finding : diagnosis.findings()) {
            String level = String.format("%-7s", finding.level());
            String line = String.format("%-7s  %-15s  %s", level, finding.topic(), finding.found());
            String wrapped = TextTable.wrap(line, INDENT, columns);
            text.append(screen.paint(finding.level().style(), level))
                    .append(wrapped.substring(level.length()))
                    .append('\n');
            if (finding.level().compareTo(Level.OK) < 0) {
                text.append(detail("why", finding.why(), columns));
                text.append(detail("do", finding.remedy(), columns));
            }
        }
        return text.toString();
    }

    private static String detail(String what, String words, int columns) {
        String line = " ".repeat(INDENT) + String.format("%-3s  %s", what, words);
        return TextTable.wrap(line, INDENT + 5, columns) + '\n';
    }

    private static Table table(Diagnosis diagnosis) {
        Table table = new Table(
                Column.text("level"),
                Column.text("topic"),
                Column.text("found"),
                Column.text("why"),
                Column.text("remedy"));
        for (Finding finding : diagnosis.findings()) {
            table.row(finding.level().name(), finding.topic(), finding.found(), finding.why(), finding.remedy());
        }
        return table;
    }

    private static ObjectNode json(Diagnosis diagnosis) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema", SCHEMA);
        root.put("worst", diagnosis.worst().name());
        root.put("summary", diagnosis.summary());
        root.put("latencyFloorNs", diagnosis.floorNs());
        root.set("findings", table(diagnosis).toJson());
        return root;
    }
}
