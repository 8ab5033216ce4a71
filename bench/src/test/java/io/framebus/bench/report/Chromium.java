package io.framebus.bench.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, with a profile of its own. Ended when closed, whatever happens. */
public final class Chromium implements AutoCloseable {
    /** Set where a missing browser is a failure: in {@code .ci/run}, which sees to it that there is one. */
    static final String REQUIRED = "framebus.chromium.required";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final long START_S = 60;

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /**
     * Starts the browser of this machine. Without one the test is skipped, unless {@link #REQUIRED} says that there must be one.
     *
     * @param profile where its profile is to be, in a directory that is deleted after the test
     */
    public static Chromium start(Path profile) throws Exception {
        Optional<Path> program = find();
        if (program.isEmpty() && Boolean.getBoolean(REQUIRED)) {
            throw new IllegalStateException("no Chromium on the PATH, and " + REQUIRED + " is set: see .ci/chromium");
        }
        assumeTrue(
                program.isPresent(),
                "no Chromium on the PATH: pages are not tried in a browser (.ci/chromium installs one)");
        ProcessBuilder builder = new ProcessBuilder(
                        program.orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectErrorStream(true);
        // What it leaves behind is then deleted with the profile.
        builder.environment().put("TMPDIR", profile.getParent().toString());
        Process process = builder.start();
        try {
            return new Chromium(process, new DevTools(address(process)));
        } catch (Exception e) {
            end(process);
            throw e;
        }
    }

    private static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The browser says on its standard error where it can be reached. What it says there later is read and forgotten. */
    private static URI address(Process process) throws Exception {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    StringBuilder said = new StringBuilder();
                    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            Matcher matcher = ADDRESS.matcher(line);
                            if (matcher.find()) {
                                address.complete(URI.create(matcher.group(1)));
                            }
                            said.append(line).append('\n');
                        }
                    } catch (IOException closed) {
                        said.append(closed);
                    }
                    address.completeExceptionally(new IllegalStateException("the browser ended: " + said));
                },
                "chromium-output");
        reader.setDaemon(true);
        reader.start();
        return address.get(START_S, TimeUnit.SECONDS);
    }

    /** The connection to it. */
    public DevTools tools() {
        return tools;
    }

    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(START_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        tools.close();
        end(process);
    }
}
