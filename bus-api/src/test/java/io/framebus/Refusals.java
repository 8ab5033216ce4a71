package io.framebus;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** A bad argument is an {@link IllegalArgumentException} whose message names the value and the limit. */
final class Refusals {
    private Refusals() {}

    static void refuses(Executable call, String... parts) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, call).getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), () -> '"' + message + "\" does not name " + part);
        }
    }
}
