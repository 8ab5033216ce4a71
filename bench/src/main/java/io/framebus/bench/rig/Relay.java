package io.framebus.bench.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns for processes that are to be measured side by side, so that what the machine does besides falls on all of them alike: one
 * works at a time, and the others wait for the {@link Baton}. Over the loopback interface.
 *
 * <p>The baton is given to each process once a cycle, in another order each time, until all have gone. One that ends, however it
 * does, is passed over. {@link #left} may be called by any thread, the rest is for one.
 */
public final class Relay implements AutoCloseable {
    private static final int LOOK_MS = 50;
    private static final int FIRST_WORD_MS = 5_000;

    private final ServerSocket server;
    private final Random random;
    private final AtomicInteger expected;
    private final List<Socket> runners = new ArrayList<>();

    /** For so many processes, which {@code random} shuffles for each cycle. Blocks nobody. */
    public Relay(int processes, Random random) throws IOException {
        this.expected = new AtomicInteger(processes);
        this.random = random;
        this.server = new ServerSocket(0, processes, InetAddress.getLoopbackAddress());
        server.setSoTimeout(LOOK_MS);
    }

    /** Where the batons are had: for {@link Baton#at}. */
    public int port() {
        return server.getLocalPort();
    }

    /** A process has ended: it is no longer waited for. */
    public void left() {
        expected.decrementAndGet();
    }

    /** What is told before each cycle. */
    @FunctionalInterface
    public interface Progress {
        /** Cycle {@code cycle} begins, counted from 0, with so many processes. */
        void begins(int cycle, int processes);
    }

    /** Gives turns, and blocks, until all processes have gone. The first cycle begins when all that are still expected wait for it. */
    public void run(Progress progress) throws IOException {
        int cycle = 0;
        while (expected.get() > 0) {
            boolean any = takeIn();
            if (!any || (cycle == 0 && runners.size() < expected.get())) {
                continue;
            }
            progress.begins(cycle++, runners.size());
            Collections.shuffle(runners, random);
            for (Socket runner : List.copyOf(runners)) {
                if (!turn(runner)) {
                    runners.remove(runner);
                    runner.close();
                }
            }
        }
    }

    /** Takes in whoever has come, and waits for a moment if that is not all that are expected; whether there is somebody. */
    private boolean takeIn() throws IOException {
        try {
            while (runners.size() < expected.get()) {
                Socket runner = server.accept();
                runner.setTcpNoDelay(true);
                runner.setSoTimeout(FIRST_WORD_MS); // it may be a stranger, who says nothing
                if (waits(runner)) {
                    runner.setSoTimeout(0);
                    runners.add(runner);
                } else {
                    runner.close();
                }
            }
        } catch (SocketTimeoutException notYet) {
            // looks again how many are still expected
        }
        return !runners.isEmpty();
    }

    /** One turn; false if the process has gone. */
    private static boolean turn(Socket runner) {
        try {
            runner.getOutputStream().write(Baton.GO);
        } catch (IOException gone) {
            return false;
        }
        return waits(runner);
    }

    /** Returns once it waits for its turn, or has gone: false. */
    private static boolean waits(Socket runner) {
        try {
            return runner.getInputStream().read() == Baton.WAITING;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket runner : runners) {
            runner.close();
        }
        server.close();
    }
}
