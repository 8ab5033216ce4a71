package io.framebus.bench.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Who has it may work: see {@link Relay}. For one thread, which {@link #await} blocks. Owned, and to be closed, by who asked for it. */
public interface Baton extends AutoCloseable {
    /** Said to who waits. */
    int GO = 'g';

    /** Said by who waits. */
    int WAITING = 'w';

    /** Of one that runs alone: nobody is waited for. */
    Baton ALONE = () -> false;

    /**
     * Gives it away, if it was here, and waits until it is here again.
     *
     * @return whether others may have worked meanwhile
     * @throws IOException if there is nobody any more to get it from
     */
    boolean await() throws IOException;

    /** The relay goes on without this one. */
    @Override
    default void close() throws IOException {}

    /** From the {@link Relay} at this port of the loopback interface; 0: {@link #ALONE}. */
    static Baton at(int port) throws IOException {
        if (port == 0) {
            return ALONE;
        }
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return new Baton() {
            @Override
            public boolean await() throws IOException {
                socket.getOutputStream().write(WAITING);
                if (socket.getInputStream().read() != GO) {
                    throw new IOException("the relay has gone");
                }
                return true;
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
