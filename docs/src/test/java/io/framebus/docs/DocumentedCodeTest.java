package io.framebus.docs;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java code in the README and in docs is code that was compiled and run: each block below a comment
 * {@code <!-- snippet: ClassName#region -->} is the region between {@code // tag::region} and {@code // end::region} of that
 * class in this package. In the README and the user guide every Java block has to be such a one.
 */
final class DocumentedCodeTest {
    private static final Path DOCS = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path SNIPPETS = DOCS.resolve("src/test/java/io/framebus/docs");
    private static final List<String> ALL_JAVA_TESTED = List.of("README.md", "user-guide.md");

    private static final Pattern FENCE = Pattern.compile("\\s*(```+|~~~+)\\s*(\\w*).*");
    private static final Pattern REFERENCE = Pattern.compile("\\s*<!--\\s*snippet:\\s*(\\w+)#([\\w-]+)\\s*-->\\s*");
    private static final Pattern MARK = Pattern.compile("\\s*// (?:tag|end)::[\\w-]+\\s*");

    /** A fenced Java block, and the line that is not blank before it. */
    private record Block(String document, int line, String before, String code) {
        void check(Path snippets) throws IOException {
            Matcher reference = REFERENCE.matcher(before);
            if (!reference.matches()) {
                assertTrue(
                        !ALL_JAVA_TESTED.contains(document),
                        () -> where() + ": Java code without <!-- snippet: ClassName#region --> before it");
                return;
            }
            Path source = snippets.resolve(reference.group(1) + ".java");
            String region = region(source, reference.group(2), where());
            assertEquals(region, code, () -> where() + " differs from " + before.strip());
        }

        String where() {
            return document + ":" + line;
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldQuoteTestedCode() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(DOCS.resolveSibling("README.md")));
        try (Stream<Path> files = Files.list(DOCS)) {
            files.sorted().forEach(documents::add);
        }
        documents.removeIf(path -> !path.toString().endsWith(".md") || !Files.isRegularFile(path));

        List<Block> blocks = new ArrayList<>();
        for (Path document : documents) {
            blocks.addAll(javaBlocks(document));
        }
        return blocks.stream()
                .map(block -> dynamicTest(block.where() + " " + block.before().strip(), () -> block.check(SNIPPETS)));
    }

    @Test
    void shouldAcceptRegionWithAnotherIndentation(@TempDir Path dir) throws IOException {
        checkAll(dir, "<!-- snippet: Some#a -->\n\n```java\nif (x) {\n    y();\n}\n```\n");
    }

    @Test
    void shouldAcceptOtherLanguagesAnywhere(@TempDir Path dir) throws IOException {
        checkAll(dir, "````\n```java\nnot a block\n```\n````\n```xml\n<a/>\n```\n");
    }

    @Test
    void shouldRejectCodeThatDiffers(@TempDir Path dir) {
        assertRejected(dir, "<!-- snippet: Some#a -->\n```java\nif (x) {\n    z();\n}\n```\n");
    }

    @Test
    void shouldRejectMissingRegion(@TempDir Path dir) {
        assertRejected(dir, "<!-- snippet: Some#b -->\n```java\nif (x) {\n    y();\n}\n```\n");
    }

    @Test
    void shouldRejectMissingClass(@TempDir Path dir) {
        assertRejected(dir, "<!-- snippet: Other#a -->\n```java\nif (x) {\n    y();\n}\n```\n");
    }

    @Test
    void shouldRejectRegionThatDoesNotEnd(@TempDir Path dir) {
        assertRejected(dir, "<!-- snippet: Some#open -->\n```java\nz();\n```\n");
    }

    @Test
    void shouldRejectCodeThatIsNotTested(@TempDir Path dir) {
        assertRejected(dir, "Text.\n```java\nif (x) {\n    y();\n}\n```\n");
    }

    @Test
    void shouldRejectBlockThatDoesNotEnd(@TempDir Path dir) {
        assertRejected(dir, "<!-- snippet: Some#a -->\n```java\nif (x) {\n    y();\n}\n");
    }

    private static void assertRejected(Path dir, String markdown) {
        assertThrows(AssertionError.class, () -> checkAll(dir, markdown));
    }

    private static void checkAll(Path dir, String markdown) throws IOException {
        Files.writeString(dir.resolve("Some.java"), """
                class Some {
                    void some() {
                        // tag::a
                        if (x) {
                            // tag::inner
                            y();
                            // end::inner
                        }
                        // end::a
                        // tag::open
                        z();
                    }
                }
                """);
        for (Block block : javaBlocks(Files.writeString(dir.resolve("README.md"), markdown))) {
            block.check(dir);
        }
    }

    private static List<Block> javaBlocks(Path document) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(document);
        String before = "";
        int i = 0;
        while (i < lines.size()) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (!fence.matches()) {
                before = lines.get(i).isBlank() ? before : lines.get(i);
                i++;
                continue;
            }
            int open = i;
            do {
                i++;
                assertTrue(i < lines.size(), document + ":" + (open + 1) + ": the block does not end");
            } while (!lines.get(i).strip().equals(fence.group(1)));
            if (fence.group(2).equals("java")) {
                String name = document.getFileName().toString();
                blocks.add(new Block(name, open + 1, before, dedent(lines.subList(open + 1, i))));
            }
            before = lines.get(i);
            i++;
        }
        return blocks;
    }

    private static String region(Path source, String name, String where) throws IOException {
        assertTrue(Files.isRegularFile(source), () -> where + ": no such class: " + source.getFileName());
        List<String> lines = Files.readAllLines(source);
        List<String> stripped = lines.stream().map(String::strip).toList();
        int start = stripped.indexOf("// tag::" + name);
        int end = stripped.indexOf("// end::" + name);
        assertTrue(start >= 0 && end > start, () -> where + ": no region " + name + " in " + source.getFileName());
        return dedent(lines.subList(start + 1, end).stream()
                .filter(line -> !MARK.matcher(line).matches())
                .toList());
    }

    private static String dedent(List<String> lines) {
        return lines.stream().collect(joining("\n")).stripIndent().strip();
    }
}
