package io.framebus.bench.consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.LatencySeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RecordingTest {
    private static final long MS = 1_000_000;
    private static final String HEAD = "{\"schema\":\"framebus-consumer/1\",\"subscribers\":1,\"durationNs\":1000}";

    @TempDir
    Path directory;

    private final ConsumerRecorder recorder = new ConsumerRecorder();

    /** Frames every 10 ms, each held for 1 ms, and a stall of {@code stallMs} after every hundredth. */
    private Recording.Subscriber record(int frames, long stallMs) {
        long now = 0;
        for (int i = 1; i <= frames; i++) {
            recorder.readBegins(now * MS);
            recorder.handled(now * MS, MS);
            recorder.readEnds((now + 1) * MS);
            now += i % 100 == 0 ? 1 + stallMs : 1;
        }
        return recorder.finish("test", now * MS);
    }

    @Test
    void shouldKeepWhenStallsWereAndHowLong() {
        Recording.Subscriber recorded = record(350, 200);
        assertArrayEquals(new long[] {100 * MS, 400 * MS, 700 * MS}, recorded.stallStartNs());
        assertArrayEquals(new long[] {200 * MS, 200 * MS, 200 * MS}, recorded.stallNs());
        assertEquals(350, recorded.holds().getTotalCount());
        assertEquals(1e6, recorded.profile().hold().meanNs(), 2e4);
    }

    @Test
    void shouldPlayStallsBackInTheirOrderFromAnyPlace() {
        Profile profile = new Recording.Subscriber(
                        "test", 1000, 1, LatencySeries.newHistogram(), new long[] {100, 150, 700}, new long[] {
                            10, 20, 300
                        })
                .profile();
        SplittableRandom random = new SplittableRandom(3);
        for (int consumer = 0; consumer < 50; consumer++) {
            StallSchedule schedule = profile.stalls().schedule(random);
            // After a stall of 10 comes one of 20, 40 later; then one of 300; then again.
            long before = 0;
            long start = Long.MIN_VALUE;
            for (int i = 0; i < 10; i++) {
                long length = schedule.endNs() - schedule.startNs();
                if (i > 1) {
                    assertEquals(before == 10 ? 20 : before == 20 ? 300 : 10, length);
                    assertEquals(before == 10 ? 50 : before == 20 ? 550 : 400, schedule.startNs() - start);
                }
                before = length;
                start = schedule.startNs();
                schedule.advance();
            }
        }
        assertEquals(0.33, profile.stalls().share(), 1e-9);
    }

    @Test
    void shouldCountALongHoldAsAStallWhereItIsRare() {
        for (int i = 0; i < 1000; i++) {
            recorder.handled(i * 10 * MS, i % 200 == 0 ? 80 * MS : 2 * MS);
        }
        Recording.Subscriber recorded = recorder.finish("test", 20_000 * MS);
        assertEquals(5, recorded.stallNs().length);
        assertEquals(995, recorded.holds().getTotalCount());
        assertTrue(recorded.holds().getMaxValue() < 3 * MS);
    }

    @Test
    void shouldTakeOneWhoIsAlwaysBusyForSlowAndNotForStalled() {
        for (int i = 0; i < 1000; i++) {
            recorder.handled(i * 100 * MS, 90 * MS);
        }
        Recording.Subscriber recorded = recorder.finish("test", 200_000 * MS);
        assertEquals(0, recorded.stallNs().length);
        assertEquals(90e6, recorded.profile().hold().meanNs(), 1e6);
    }

    @Test
    void shouldRaiseTheThresholdWhereThereIsNoRoom() {
        int stalls = 3 * ConsumerRecorder.MAX_STALLS;
        long now = 0;
        for (int i = 0; i < stalls; i++) {
            recorder.readBegins(now * MS);
            recorder.readEnds(now * MS);
            now += i % 4 == 0 ? 50 : 6;
        }
        Recording.Subscriber recorded = recorder.finish("test", now * MS);
        assertEquals(2 * ConsumerRecorder.MIN_STALL_NS, recorded.stallThresholdNs());
        int longOnes = stalls / 4;
        assertTrue(Math.abs(longOnes - recorded.stallNs().length) <= 1, recorded.stallNs().length + " kept");
    }

    @Test
    void shouldLeaveOutWhatWasBeforeTheRunAndWhatWentOnAfterIt() {
        recorder.readBegins(-70 * MS);
        recorder.readEnds(-60 * MS);
        recorder.readBegins(20 * MS); // 20 ms of it are of the run
        recorder.readEnds(20 * MS);
        recorder.readBegins(90 * MS);
        Recording.Subscriber recorded = recorder.finish("test", 80 * MS);
        assertArrayEquals(new long[] {0}, recorded.stallStartNs());
        assertArrayEquals(new long[] {20 * MS}, recorded.stallNs());
    }

    @Test
    void shouldReadWhatItHasWritten() throws IOException {
        Recording.Subscriber recorded = record(350, 200);
        Path file = directory.resolve("r.jsonl");
        RecordingWriter.write(file, new Recording(recorded.durationNs(), List.of(recorded, recorded)));
        Recording read = RecordingReader.recording(file);
        assertEquals(2, read.subscribers().size());
        Recording.Subscriber first = read.subscribers().get(0);
        assertArrayEquals(recorded.stallStartNs(), first.stallStartNs());
        assertArrayEquals(recorded.stallNs(), first.stallNs());
        assertEquals(recorded.holds(), first.holds());
        assertEquals(recorded.durationNs(), read.durationNs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                              | line 1 is not a JSON object",
                "[]                                              | line 1 is not a JSON object",
                "{                                               | line 1 is not JSON",
                "{\"schema\":\"framebus-load/1\"}                | line 1 is not a recording of consumers",
                "{\"schema\":\"framebus-consumer/1\"}            | line 1 subscribers must be a whole number",
                "HEAD                                            | line 1 is the last, but the first says 1 subscribers",
                "HEAD;{}                                         | line 2 label must have 1 to 200 characters",
                "HEAD;{\"label\":\"a\"}                          | line 2 durationNs must be a whole number",
                "HEAD;BODY[0],\"stallNs\":[5,6]}                 | must be equally long, are 1 and 2",
                "HEAD;BODY[0],\"stallNs\":[0]}                   | line 2 stallNs must be a whole number between 1",
                "HEAD;BODY[0],\"stallNs\":[1001]}                | line 2 stallNs must be a whole number between 1",
                "HEAD;BODY[0],\"stallNs\":[1e99]}                | line 2 stallNs must be a whole number between 1",
                "HEAD;BODY[999],\"stallNs\":[2]}                 | stall 0 ends at 1001 ns, after the recording",
                "HEAD;BODY[5,6],\"stallNs\":[2,2]}               | stall 0 ends at 7 ns, after the next one begins",
                "HEAD;BODY{},\"stallNs\":[2]}                    | line 2 stallStartNs must be an array",
                "HEAD;BODY[0],\"stallNs\":[1]};{}                | line 3 is one more than the 1 subscribers",
            })
    void shouldRefuseWhatIsNoRecording(String lines, String message) throws IOException {
        Path file = directory.resolve("bad.jsonl");
        String body = "{\"label\":\"a\",\"durationNs\":1000,\"stallThresholdNs\":1,\"holdNs\":[],\"holdCounts\":[],"
                + "\"stallStartNs\":";
        Files.writeString(
                file, lines.replace("HEAD", HEAD).replace("BODY", body).replace(';', '\n') + '\n');
        String told = String.valueOf(assertThrows(IllegalArgumentException.class, () -> RecordingReader.recording(file))
                .getMessage());
        assertTrue(told.contains(message), told);
        assertEquals(1, told.lines().count());
    }

    @Test
    void shouldRefuseALineThatDoesNotEnd() throws IOException {
        Path file = directory.resolve("long.jsonl");
        Files.writeString(file, "{\"schema\":\"" + "x".repeat(2 << 20));
        String told = String.valueOf(assertThrows(IllegalArgumentException.class, () -> RecordingReader.recording(file))
                .getMessage());
        assertTrue(told.contains("line 1 is longer than 1048576 bytes"), told);
    }
}
