package io.framebus.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Text on its way into a page. Whatever it holds, it stays text. */
final class Html {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Html() {}

    /** Text for the content of an element or a quoted attribute. Control characters, which HTML and SVG do not have, go. */
    static String text(String raw) {
        StringBuilder safe = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append(c);
                default -> {
                    if (!Character.isISOControl(c)) {
                        safe.append(c);
                    }
                }
            }
        }
        return safe.toString();
    }

    /**
     * Text for a {@code script} element of plain text, in which nothing can be escaped and some sequences end it: {@code <} and
     * {@code &} become entities, which the page's script turns back. Histogram logs have neither.
     */
    static String inScript(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** JSON for a {@code script} element: the same value, without the characters that could end the element. */
    static String json(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node).replace("<", "\\u003c").replace(">", "\\u003e");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written: " + e.getMessage(), e);
        }
    }
}
