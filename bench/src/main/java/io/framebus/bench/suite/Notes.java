package io.framebus.bench.suite;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What people have to say about a goal that is not met: the reason and the next idea. By hand, so it outlives a new page. */
record Notes(Map<String, Note> byGoal) {
    private static final String RESOURCE = "notes.json";

    /**
     * About one goal.
     *
     * @param reason why it is as it is
     * @param next what to try, or where it is measured
     */
    record Note(String reason, String next) {}

    /** @throws IllegalArgumentException if there is a note on something that is no goal */
    Notes {
        Map<String, Note> unknown = new TreeMap<>(byGoal);
        Goals.ALL.forEach(goal -> unknown.remove(goal.id()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("notes on what is no goal: " + unknown.keySet());
        }
    }

    /** Those in the jar. */
    static Notes bundled() throws IOException {
        try (InputStream in = Objects.requireNonNull(Notes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new Notes(new ObjectMapper().readValue(in, new TypeReference<Map<String, Note>>() {}));
        }
    }
}
