package io.framebus.bench.soak;

import io.framebus.bench.text.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was done, what was injected and what was found, by kind. From any thread. */
final class Ledger {
    private static final int KEPT = 20;

    private final Map<Operation, LongAdder> operations = adders(Operation.class);
    private final Map<Fault, LongAdder> faults = adders(Fault.class);
    private final Map<Trouble, LongAdder> troubles = adders(Trouble.class);
    private final List<String> first = Collections.synchronizedList(new ArrayList<>());

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E kind : type.getEnumConstants()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    private static LongAdder of(Map<?, LongAdder> adders, Enum<?> kind) {
        LongAdder adder = adders.get(kind);
        if (adder == null) {
            throw new IllegalStateException("nobody counts " + kind);
        }
        return adder;
    }

    void did(Operation operation) {
        of(operations, operation).increment();
    }

    void injected(Fault fault) {
        of(faults, fault).increment();
    }

    /** Counts it, and keeps the line if it is among the first. */
    void found(Trouble trouble, String line) {
        of(troubles, trouble).increment();
        if (first.size() < KEPT) {
            first.add(Values.name(trouble) + ": " + line.replaceAll("\\s*[\\r\\n]+\\s*", " "));
        }
    }

    long count(Operation operation) {
        return of(operations, operation).sum();
    }

    long count(Fault fault) {
        return of(faults, fault).sum();
    }

    long count(Trouble trouble) {
        return of(troubles, trouble).sum();
    }

    /** All that was found. */
    long troubles() {
        return troubles.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The first of what was found, one line each. */
    List<String> problems() {
        synchronized (first) {
            return List.copyOf(first);
        }
    }
}
