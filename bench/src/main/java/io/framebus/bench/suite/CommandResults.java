package io.framebus.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the commands found, read from their JSON. */
record CommandResults(List<JsonNode> reports) {
    static CommandResults read(List<Path> files) throws IOException {
        List<JsonNode> reports = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        for (Path file : files) {
            reports.add(mapper.readTree(file.toFile()));
        }
        return new CommandResults(List.copyOf(reports));
    }

    /** The report with this schema, if the command stands by its figures. */
    Optional<JsonNode> report(String schema) {
        return reports.stream()
                .filter(report -> report.path("schema").asText().equals(schema))
                .filter(report -> report.path("verdict").asText().equals("OK"))
                .findFirst();
    }
}
