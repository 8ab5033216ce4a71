package io.framebus.bench.measure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Virtual threads from code that runs on JDKs without them. */
public final class VirtualThreads {
    private static final @Nullable Method OF_VIRTUAL = find("ofVirtual");

    private VirtualThreads() {}

    private static @Nullable Method find(String name) {
        try {
            // In JDK 19 and 20 the method is there and throws, as it is a preview.
            return Runtime.version().feature() >= 21 ? Thread.class.getMethod(name) : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Whether this JDK has them. */
    public static boolean areAvailable() {
        return OF_VIRTUAL != null;
    }

    /**
     * A virtual thread that is not started yet.
     *
     * @throws IllegalStateException if this JDK has none
     */
    public static Thread unstarted(Runnable work) {
        if (OF_VIRTUAL == null) {
            throw new IllegalStateException("virtual threads need JDK 21, this is " + Runtime.version());
        }
        try {
            Object builder = OF_VIRTUAL.invoke(null);
            Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
            return (Thread) unstarted.invoke(builder, work);
        } catch (IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException
                | ClassNotFoundException e) {
            throw new IllegalStateException("virtual threads cannot be started: " + e, e);
        }
    }
}
