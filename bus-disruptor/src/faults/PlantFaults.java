import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plants the faults of the file "faults", one at a time, in a copy of the sources, and runs the check that has to catch it. Run by
 * the script "check" beside this file, which builds what is needed and hands over the class paths.
 *
 * <p>A check counts only if it passes on the sources as they are, which is tried first, and if it ran at all. That a fault hangs is
 * not enough: the check has to notice.
 */
final class PlantFaults {
    private static final long JUNIT_SECONDS = 180;
    private static final long JCSTRESS_SECONDS = 240;
    private static final Pattern COUNT = Pattern.compile("\\[ *(\\d+) tests (successful|failed|started)");
    private static final Pattern FAILURES = Pattern.compile("(?m)^Failures \\(");
    private static final Pattern FORBIDDEN = Pattern.compile("(?m)^.*\\[FAILED\\]");
    private static final int MAX_FAILURE_LINES = 60;
    private static final Pattern FAILED_TEST = Pattern.compile("JUnit Jupiter:(\\S+?):(\\w+)\\(");

    record Edit(Path file, String find, String put) {}

    record Fault(String id, boolean quick, String what, String kind, String check, List<Edit> edits) {}

    record Verdict(boolean caught, String how, String details) {
        Verdict(boolean caught, String how) {
            this(caught, how, "");
        }
    }

    private final Path root = Path.of("").toAbsolutePath();
    private final Path work = root.resolve("bus-disruptor/target/faults");
    private final String dependencies = System.getProperty("faults.dependencies");
    private final String tests = System.getProperty("faults.tests");
    private final String console = System.getProperty("faults.console");

    public static void main(String[] args) throws Exception {
        System.exit(new PlantFaults().run(List.of(args)));
    }

    private int run(List<String> args) throws Exception {
        List<Fault> all = parse(Files.readAllLines(root.resolve("bus-disruptor/src/faults/faults")));
        List<Fault> faults = select(all, args);
        delete(work);
        Path sources = work.resolve("sources");
        copySources(sources);
        if (!canBePlanted(all, sources)) {
            return 1;
        }
        Path sound = work.resolve("sound");
        String problem = compile(sources, sound);
        if (problem != null) {
            throw new IllegalStateException("the sources as they are do not compile:\n" + problem);
        }
        if (!isSound(faults, sound)) {
            return 1;
        }
        int missed = 0;
        for (Fault fault : faults) {
            long startNs = System.nanoTime();
            Verdict verdict = plant(fault, sources);
            missed += verdict.caught() ? 0 : 1;
            System.out.printf(
                    "%-10s %-32s %5.1f s  %s%n",
                    verdict.caught() ? "caught" : "NOT CAUGHT",
                    fault.id(),
                    (System.nanoTime() - startNs) / 1e9,
                    verdict.how());
        }
        System.out.printf("%d faults planted, %d caught%n", faults.size(), faults.size() - missed);
        return missed == 0 ? 0 : 1;
    }

    private static List<Fault> select(List<Fault> all, List<String> args) {
        List<String> ids = args.stream().filter(arg -> !arg.equals("--quick")).toList();
        for (String id : ids) {
            if (all.stream().noneMatch(fault -> fault.id().equals(id))) {
                System.err.println("check: there is no fault '" + id + "'");
                System.exit(2);
            }
        }
        boolean quick = args.contains("--quick");
        return all.stream()
                .filter(fault -> ids.isEmpty() ? !quick || fault.quick() : ids.contains(fault.id()))
                .toList();
    }

    /** Whether what is to be changed is there, of all faults, so that who changes the code is told of those not planted now. */
    private static boolean canBePlanted(List<Fault> faults, Path sources) throws IOException {
        boolean all = true;
        for (Fault fault : faults) {
            for (Edit edit : fault.edits()) {
                if (!isThereOnce(edit, Files.readString(sources.resolve(edit.file())))) {
                    System.out.println("CANNOT BE PLANTED: " + fault.id() + ": its text is not there exactly once in "
                            + edit.file());
                    all = false;
                }
            }
        }
        return all;
    }

    private static boolean isThereOnce(Edit edit, String text) {
        int at = text.indexOf(edit.find());
        return at >= 0 && text.indexOf(edit.find(), at + 1) < 0;
    }

    /** Whether every check passes where there is no fault. */
    private boolean isSound(List<Fault> faults, Path classes) throws Exception {
        Map<String, Fault> checks = new LinkedHashMap<>();
        for (Fault fault : faults) {
            if (!fault.kind().equals("spin")) { // a twin is its own proof: the model as it is holds, in the same list of runs
                checks.putIfAbsent(fault.kind() + " " + fault.check(), fault);
            }
        }
        Set<String> classNames = new LinkedHashSet<>();
        boolean sound = true;
        for (Fault fault : checks.values()) {
            if (fault.kind().equals("junit")) {
                classNames.addAll(List.of(fault.check().split(",")));
            } else {
                sound &= tell(fault, jcstress(fault.check(), classes));
            }
        }
        if (!classNames.isEmpty()) {
            Fault all = new Fault("", false, "", "junit", String.join(",", classNames), List.of());
            sound &= tell(all, junit(all.check(), classes));
        }
        System.out.printf("%d checks pass without a fault: %s%n", checks.size(), sound ? "yes" : "NO");
        return sound;
    }

    private static boolean tell(Fault fault, Verdict verdict) {
        if (verdict.caught() || !verdict.how().startsWith("passed")) {
            System.out.println("FAILS WITHOUT A FAULT: " + fault.kind() + " " + fault.check() + ": " + verdict.how());
            System.out.print(verdict.details());
            return false;
        }
        return true;
    }

    private Verdict plant(Fault fault, Path sources) throws Exception {
        if (fault.kind().equals("spin")) {
            return spin(fault.check());
        }
        Map<Path, String> before = new LinkedHashMap<>();
        try {
            for (Edit edit : fault.edits()) {
                Path file = sources.resolve(edit.file());
                String text = Files.readString(file);
                before.putIfAbsent(file, text);
                if (!isThereOnce(edit, text)) { // an edit before it can have changed that
                    return new Verdict(false, "DOES NOT APPLY: its text is not there exactly once in " + edit.file());
                }
                Files.writeString(file, text.replace(edit.find(), edit.put()));
            }
            Path classes = work.resolve("planted");
            delete(classes);
            String problem = compile(sources, classes);
            if (problem != null) {
                return new Verdict(false, "DOES NOT COMPILE: " + problem.lines().findFirst().orElse(""));
            }
            return fault.kind().equals("junit") ? junit(fault.check(), classes) : jcstress(fault.check(), classes);
        } finally {
            for (Map.Entry<Path, String> entry : before.entrySet()) {
                Files.writeString(entry.getKey(), entry.getValue());
            }
        }
    }

    private Verdict junit(String classNames, Path classes) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                java(), "-ea", "-cp", console + ":" + classes + ":" + tests + ":" + dependencies,
                "org.junit.platform.console.ConsoleLauncher", "execute", "--disable-banner", "--details=tree",
                "--disable-ansi-colors", "--fail-if-no-tests"));
        for (String name : classNames.split(",")) {
            boolean ofApi = Files.exists(root.resolve("bus-api/src/test/java/io/framebus/" + name + ".java"));
            command.add("--select-class=io.framebus." + (ofApi ? "" : "disruptor.") + name);
        }
        Result result = execute(command, JUNIT_SECONDS);
        if (result.hung()) {
            return new Verdict(false, "HANGS, and no test says so");
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        Matcher count = COUNT.matcher(result.output());
        while (count.find()) {
            counts.put(count.group(2), Integer.parseInt(count.group(1)));
        }
        int failed = counts.getOrDefault("failed", 0);
        if (counts.getOrDefault("started", 0) == 0) {
            return new Verdict(false, "NOTHING RAN: " + result.lastLine());
        }
        if (failed == 0) {
            return new Verdict(false, "passed: " + counts.get("started") + " tests of " + classNames);
        }
        Matcher first = FAILED_TEST.matcher(result.output());
        return new Verdict(
                true,
                failed + " tests failed, " + (first.find() ? first.group(1) + "." + first.group(2) : ""),
                failuresIn(result.output(), FAILURES));
    }

    /**
     * What is said of those that failed, from {@code beginning} on: of one that fails without a fault, and perhaps once in a thousand
     * times, this is all there is.
     */
    private static String failuresIn(String output, Pattern beginning) {
        Matcher failures = beginning.matcher(output);
        String from = failures.find() ? output.substring(failures.start()) : output;
        return from.lines().limit(MAX_FAILURE_LINES).map(line -> line + "\n").collect(Collectors.joining());
    }

    private Verdict jcstress(String cases, Path classes) throws Exception {
        Path results = work.resolve("jcstress");
        delete(results);
        Files.createDirectories(results);
        Result result = execute(
                List.of(
                        java(), "-cp", classes + ":" + tests + ":" + dependencies, "org.openjdk.jcstress.Main",
                        "-m", "quick", "-sc", "false", "-pth", "false", "-iters", "5", "-time", "150",
                        "-strideSize", "64", "-strideCount", "8", "-t", cases, "-r", results.toString()),
                results, // it leaves a file where it runs
                JCSTRESS_SECONDS);
        boolean failed = result.output().contains("[FAILED]");
        if (failed) {
            return new Verdict(true, "a forbidden outcome, " + cases, failuresIn(result.output(), FORBIDDEN));
        }
        return new Verdict(
                false,
                result.hung() ? "HANGS" : result.output().contains("[OK]") ? "passed: " + cases : "NOTHING RAN: " + result.lastLine());
    }

    private Verdict spin(String twin) throws Exception {
        Result result = execute(List.of("bus-disruptor/src/model/check", " " + twin + " "), JCSTRESS_SECONDS);
        boolean caught = result.code() == 0 && result.output().contains(twin);
        return new Verdict(caught, caught ? "the twin " + twin + " fails by the check named for it" : result.lastLine());
    }

    record Result(int code, boolean hung, String output) {
        String lastLine() {
            return output.strip().lines().reduce((a, b) -> b).orElse("no output");
        }
    }

    private Result execute(List<String> command, long seconds) throws IOException, InterruptedException {
        return execute(command, root, seconds);
    }

    private Result execute(List<String> command, Path directory, long seconds) throws IOException, InterruptedException {
        Path log = work.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new Result(ended ? process.exitValue() : -1, !ended, Files.readString(log));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void copySources(Path target) throws IOException {
        for (String module : List.of("bus-api", "bus-disruptor")) {
            Path main = root.resolve(module + "/src/main/java");
            try (Stream<Path> files = Files.walk(main)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(root.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** What the compiler complains of, or null. */
    private String compile(Path sources, Path classes) throws IOException {
        Files.createDirectories(classes);
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-proc:none", "-nowarn", "-cp", dependencies, "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
                    .forEach(file -> arguments.add(file.toString()));
        }
        ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        return compiler.run(out, out, arguments.toArray(String[]::new)) == 0 ? null : said.toString();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static List<Fault> parse(List<String> lines) {
        List<Fault> faults = new ArrayList<>();
        String id = null;
        boolean quick = false;
        String what = "";
        String kind = "";
        String check = "";
        Path file = null;
        List<Edit> edits = List.of();
        List<String> find = new ArrayList<>();
        List<String> put = new ArrayList<>();
        List<String> block = null;
        List<String> all = new ArrayList<>(lines);
        all.add("== ");
        for (String line : all) {
            if (line.startsWith("|")) {
                block.add(line.substring(1));
                continue;
            }
            boolean ends = line.startsWith("file ") || line.startsWith("== ");
            if (ends && file != null) {
                edits.add(new Edit(file, String.join("\n", find), String.join("\n", put)));
                file = null;
            }
            if (line.startsWith("== ")) {
                if (id != null) {
                    faults.add(new Fault(id, quick, what, kind, check, edits));
                }
                String[] words = line.substring(3).strip().split(" ");
                id = words[0];
                quick = words.length > 1 && words[1].equals("quick");
                edits = new ArrayList<>();
            } else if (line.startsWith("what ")) {
                what = line.substring(5);
            } else if (line.startsWith("check ")) {
                kind = line.split(" ")[1];
                check = line.substring("check ".length() + kind.length() + 1);
            } else if (line.startsWith("file ")) {
                file = Path.of(line.substring(5));
            } else if (line.equals("find")) {
                find = new ArrayList<>();
                block = find;
            } else if (line.equals("put")) {
                put = new ArrayList<>();
                block = put;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalArgumentException("cannot read: " + line);
            }
        }
        return faults;
    }
}
