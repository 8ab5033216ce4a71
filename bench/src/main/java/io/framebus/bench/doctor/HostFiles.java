package io.framebus.bench.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The files in which Linux says what it does, below a root that tests can choose. What is not there, cannot be read or is not
 * what it should be is empty: other systems have none of them, and containers hide some.
 */
final class HostFiles {
    private final Path root;

    HostFiles(Path root) {
        this.root = root;
    }

    /** The text of a file, without the blanks around it; the path begins below the root, without a slash. */
    Optional<String> read(String path) {
        try {
            // Not readString: these files have no size, and what they hold need not be UTF-8.
            return Optional.of(new String(Files.readAllBytes(root.resolve(path)), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException | InvalidPathException | SecurityException notReadable) {
            return Optional.empty();
        }
    }

    /** A file that holds a whole number. */
    OptionalLong number(String path) {
        return read(path).map(HostFiles::parse).orElse(OptionalLong.empty());
    }

    /** The value behind a key at the beginning of a line, as {@code SwapFree:  12 kB} or {@code nr_throttled 3}. */
    Optional<String> field(String path, String key) {
        return read(path)
                .flatMap(text -> text.lines()
                        .filter(line ->
                                line.startsWith(key + ':') || line.startsWith(key + ' ') || line.startsWith(key + '\t'))
                        .map(line -> line.substring(key.length() + 1)
                                .replaceFirst("^[\\s:]+", "")
                                .strip())
                        .findFirst());
    }

    /** A field that begins with a whole number. */
    OptionalLong numberField(String path, String key) {
        return field(path, key)
                .map(value -> parse(value.replaceFirst("\\s.*", "")))
                .orElse(OptionalLong.empty());
    }

    static OptionalLong parse(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }

    /** The names in a directory that match a glob, sorted. */
    List<String> names(String directory, String glob) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root.resolve(directory), glob)) {
            found.forEach(path -> names.add(String.valueOf(path.getFileName())));
        } catch (IOException | UncheckedIOException | InvalidPathException | SecurityException notReadable) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    /** The distinct values of the same file in each directory that matches a glob: {@code performance}, for example. */
    List<String> values(String directory, String glob, String file) {
        return names(directory, glob).stream()
                .flatMap(name -> read(directory + '/' + name + '/' + file).stream())
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }
}
