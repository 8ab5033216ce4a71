package io.framebus.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.media.TestClips;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class FreezeMeterTest {
    private static final long MS = 1_000_000;

    private final FreezeMeter meter = new FreezeMeter(TestClips.tracks());

    private void due(long ms) {
        meter.due(TestClips.VIDEO, ms * MS);
    }

    private void shown(long ms) {
        meter.shown(TestClips.VIDEO, ms * MS);
    }

    @Test
    void shouldNotCountPicturesThatComeInTime() {
        for (int ms = 0; ms < 1000; ms += 40) {
            due(ms);
            shown(ms + 1);
        }
        assertEquals(0, meter.freezes());
    }

    @Test
    void shouldCountFromWhenTheNextPictureWasDue() {
        due(0);
        shown(0);
        due(40); // lost
        due(80); // lost
        assertTrue(meter.isAwaiting());
        due(120);
        shown(540);
        assertEquals(1, meter.freezes());
        assertEquals(500 * MS, meter.frozenNs());
        assertFalse(meter.isAwaiting());
    }

    @Test
    void shouldCountFromWhenThePictureBeforeWasShownIfThatWasLater() {
        due(0);
        shown(900);
        due(40);
        shown(1100);
        assertEquals(2, meter.freezes());
        assertEquals((900 + 200) * MS, meter.frozenNs());
        assertEquals(900 * MS, meter.longestNs());
    }

    @Test
    void shouldNotTakeAPauseOfTheMediaForAFreeze() {
        due(0);
        shown(0);
        due(5000);
        shown(5010);
        assertEquals(0, meter.freezes());
    }

    @Test
    void shouldNotCountWhatIsHardlyNoticed() {
        due(0);
        shown(150);
        assertEquals(0, meter.freezes());
        due(200);
        shown(351);
        assertEquals(1, meter.freezes());
    }

    @Test
    void shouldCountWhatIsFrozenAtTheEnd() {
        due(0);
        shown(0);
        due(40);
        meter.end(1040 * MS);
        assertEquals(1000 * MS, meter.frozenNs());
    }

    @Test
    void shouldNotLookAtSoundWhereThereAreOnlyPicturesToWatch() {
        meter.due(TestClips.AUDIO, 0);
        meter.shown(TestClips.AUDIO, 900 * MS);
        assertEquals(0, meter.freezes());
        assertEquals(1, meter.watchedTracks());
    }
}
