package io.framebus.bench.paired;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The bus of another build, with lanes in this JVM: its classes come first on the class path of a loader that shares nothing with
 * this one but the JDK. So both are compiled side by side, each for its own calls, and take turns on the same machine.
 */
final class OtherBuild {
    private static final String ENGINE = "io.framebus.disruptor.DisruptorFrameBus";

    private final BiFunction<String, String, Object[]> lanes;

    /**
     * @param classPath folders or jars of the other build's bus-api and bus-disruptor
     * @throws IllegalArgumentException if the engine is in none of them
     */
    OtherBuild(String classPath) {
        List<URL> others = urls(classPath);
        List<URL> all = new ArrayList<>(others);
        all.addAll(urls(System.getProperty("java.class.path")));
        ClassLoader loader = new URLClassLoader(all.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
            String engine = location(loader.loadClass(ENGINE));
            if (others.stream().map(URL::toString).noneMatch(engine::equals)) {
                throw new IllegalArgumentException("--against must have a build of bus-disruptor, is " + classPath);
            }
            lanes = bridge(loader.loadClass(LaneBridge.class.getName()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the other build cannot be loaded", e);
        }
    }

    private static String location(Class<?> loaded) {
        return loaded.getProtectionDomain().getCodeSource().getLocation().toString();
    }

    @SuppressWarnings("unchecked") // the same class by another loader: its supertype, of the JDK, is what both know
    private static BiFunction<String, String, Object[]> bridge(Class<?> bridge) throws ReflectiveOperationException {
        return (BiFunction<String, String, Object[]>) bridge.getConstructor().newInstance();
    }

    private static List<URL> urls(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Files::exists)
                .map(OtherBuild::url)
                .toList();
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A lane of an experiment there. */
    Lane open(String experiment, String lane, String name) {
        return new LaneBridge.Foreign(name, lanes.apply(experiment, lane));
    }
}
