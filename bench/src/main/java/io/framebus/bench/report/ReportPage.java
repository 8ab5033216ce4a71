package io.framebus.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A page on one result: the verdict and the figures that answer what was asked, then sections, then how it was made and the
 * data it was made of. Immutable.
 */
public final class ReportPage {
    /** What a page is at most, in bytes: it can be mailed, and opens at once. */
    public static final int MAX_BYTES = 500_000;

    private final String html;

    private ReportPage(String html) {
        this.html = html;
    }

    /**
     * A page without content.
     *
     * @param program what made it, as it is called on the command line
     * @param title what was done, in one line
     */
    public static Builder builder(String program, String title) {
        return new Builder(program, title);
    }

    /** The page as HTML, less than {@link #MAX_BYTES} in UTF-8. */
    public String html() {
        return html;
    }

    /** Writes the page to a file, which is replaced. */
    public void write(Path file) throws IOException {
        Files.writeString(file, html);
    }

    /** A section: its title, what it shows in one sentence, its blocks. */
    record Section(String title, String lead, List<Block> blocks) {}

    /** A text that can be saved from the page: its file name, its media type, the text. */
    record Attachment(String fileName, String type, String text) {}

    /** Collects what a page is made of. One thread. */
    public static final class Builder {
        final String program;
        final String title;
        final List<Fact> facts = new ArrayList<>();
        final List<String> notes = new ArrayList<>();
        final List<Section> sections = new ArrayList<>();
        final Map<String, String> settings = new LinkedHashMap<>();
        final Map<String, String> environment = new LinkedHashMap<>();
        final List<Attachment> attachments = new ArrayList<>();
        String made = "";
        Level level = Level.RESULT;
        String verdict = "";

        private Builder(String program, String title) {
            this.program = Objects.requireNonNull(program, "program");
            this.title = Objects.requireNonNull(title, "title");
        }

        /** When and where it was made, in a few words. */
        public Builder made(String words) {
            made = words;
            return this;
        }

        /** What came out, in one sentence. */
        public Builder verdict(Level kind, String sentence) {
            level = Objects.requireNonNull(kind, "kind");
            verdict = Objects.requireNonNull(sentence, "sentence");
            return this;
        }

        /** Adds one of the figures of the first screen. Four to six are read at a glance. */
        public Builder fact(Fact fact) {
            facts.add(fact);
            return this;
        }

        /** Adds figures of the first screen. */
        public Builder facts(List<Fact> more) {
            facts.addAll(more);
            return this;
        }

        /** Adds what must be known to read the figures right. */
        public Builder note(String sentence) {
            notes.add(sentence);
            return this;
        }

        /** Adds a section. */
        public Builder section(String title, String lead, Block... blocks) {
            return section(title, lead, List.of(blocks));
        }

        /** Adds a section. */
        public Builder section(String title, String lead, List<? extends Block> blocks) {
            sections.add(new Section(title, lead, List.copyOf(blocks)));
            return this;
        }

        /** Adds what was asked for. Values are shown as their text. */
        public Builder settings(Map<String, ?> more) {
            more.forEach((name, value) -> settings.put(name, String.valueOf(value)));
            return this;
        }

        /** Adds where it ran. Values are shown as their text. */
        public Builder environment(Map<String, ?> more) {
            more.forEach((name, value) -> environment.put(name, String.valueOf(value)));
            return this;
        }

        /** Embeds a histogram log, to be saved from the page and read by the tools of HdrHistogram. */
        public Builder histogramLog(String fileName, String log) {
            attachments.add(new Attachment(fileName, "text/plain", log));
            return this;
        }

        /** Embeds the result for programs, to be saved from the page. */
        public Builder data(String fileName, JsonNode result) {
            attachments.add(new Attachment(fileName, "application/json", Html.json(result)));
            return this;
        }

        /**
         * The page. A log or data for which there is no room are left out, which the page says.
         *
         * @throws IllegalStateException if it is too large without them
         */
        public ReportPage build() {
            return new ReportPage(new PageLayout(this).html());
        }
    }
}
