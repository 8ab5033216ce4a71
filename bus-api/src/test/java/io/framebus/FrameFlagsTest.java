package io.framebus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameFlagsTest {
    @Test
    void shouldBeTheAgreedBits() {
        assertEquals(1, FrameFlags.FIRST);
        assertEquals(2, FrameFlags.CONFIG);
        assertEquals(4, FrameFlags.DISCARDABLE);
        assertEquals(8, FrameFlags.CONTINUATION);
        assertEquals(16, FrameFlags.DISCONTINUITY);
        assertEquals(0xff1f, FrameFlags.ALLOWED);
    }

    @Test
    void shouldTellWhetherAllBitsAreSet() {
        int both = FrameFlags.FIRST | FrameFlags.CONFIG;
        assertTrue(FrameFlags.has(both, FrameFlags.CONFIG));
        assertTrue(FrameFlags.has(both, both));
        assertFalse(FrameFlags.has(FrameFlags.FIRST, both));
        assertFalse(FrameFlags.has(0, FrameFlags.FIRST));
        assertTrue(FrameFlags.has(0, 0));
    }
}
