package io.framebus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.StreamConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tune} and {@code sweep} from the command line. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TuneCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tune --consumer slow                    | is not healthy, recorded=FILE, or hold=TIMES",
                "tune --consumer recorded=/nowhere/x     | /nowhere/x: does not exist",
                "tune --target los<1%                    | there is no metric los here, but p50",
                "tune --target loss<2ms                  | loss is a share",
                "tune --target p99                       | is not METRIC<LIMIT",
                "tune --confirmations 0                  | --confirmations must be between 1 and 99, is 0",
                "tune --simulate --subscribers 0         | --subscribers must be between 1 and 100000, is 0",
                "tune --simulate --duration 1ms          | --duration must be between 1s and 168h, is 1 ms",
                "tune --simulate --duration 168h --rate-factor 100 | --duration must be at most 7,0",
                "tune --subscribers 1001 --consumer hold=1ms | --subscribers must be at most 1000 on a real bus",
                "tune --rate-factor 0                    | --rate-factor must be between",
                "tune --streams 0                        | --streams must be between 1 and 1000000, is 0",
                "tune --warmup 2m                        | --warmup must be at most 1m, is 120 s",
                "tune --max-lag dropped=5                | is not none, or one or more of",
                "tune --trace nothing                    | nothing: is not a bundled trace",
                "tune --json /nowhere/x.json             | --json /nowhere/x.json cannot be written",
                "sweep --capacity-frames 64..32          | is not FROM..TO:xN",
                "sweep --capacity-bytes 1KiB             | --capacity-bytes must be at least 520715, the largest frame",
                "sweep --repetitions 0                   | --repetitions must be between 1 and 99, is 0",
                "load --record-consumer /nowhere/x       | --record-consumer /nowhere/x cannot be written",
                "load --record-consumer x --streams 99   | --record-consumer must be between 1 and 1024, is 1584",
            })
    void shouldTellBadOptionsInOneLine(String args, String message) {
        assertEquals(2, run(args.split(" +")), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains(message), err.toString());
    }

    private JsonNode tune(String... more) throws IOException {
        String[] args = {"tune", "--simulate", "--subscribers=50", "--duration=3m", "--format=json"};
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        run(all);
        return MAPPER.readTree(out.toString());
    }

    @Test
    void shouldFindARingThatHoldsAsLongAsTheStalls() throws IOException {
        JsonNode result = tune("--consumer=stall=10s/1s", "--target=loss=0");
        assertEquals("FOUND", result.path("verdict").asText());
        assertEquals(0, result.path("exitCode").asInt());
        JsonNode answer = result.path("answer");
        assertEquals(128, answer.path("capacityFrames").asInt()); // a second is 71 frames
        assertTrue(answer.path("leastHeldNs").asLong() >= 1_000_000_000L, answer.toString());
        assertEquals(
                StreamConfig.SLOT_BYTES * 128L + answer.path("capacityBytes").asLong(),
                answer.path("memoryBytesPerStream").asLong());
        assertEquals(
                100 * answer.path("memoryBytesPerStream").asLong(),
                answer.path("memoryBytes").asLong());
        for (JsonNode confirmation : answer.path("confirmations")) {
            boolean isAnswer = confirmation.path("capacityFrames").asInt() == 128
                    && confirmation.path("capacityBytes").asLong()
                            == answer.path("capacityBytes").asLong();
            assertEquals(isAnswer ? 3 : 0, confirmation.path("met").asInt(), confirmation.toString());
        }
        assertTrue(answer.path("config").asText().contains(".capacityFrames(128)"));
    }

    @Test
    void shouldFindTheSameAgain() throws IOException {
        JsonNode first = tune("--consumer=hold=exp(2ms),stall=exp(5s)/exp(300ms)", "--target=loss<2%");
        out.getBuffer().setLength(0);
        JsonNode again = tune("--consumer=hold=exp(2ms),stall=exp(5s)/exp(300ms)", "--target=loss<2%");
        assertEquals(first, again);
        assertEquals("FOUND", first.path("verdict").asText());
    }

    @Test
    void shouldSayWhyConsumersThatAreSlowerThanTheMediaCannotBeHelped() throws IOException {
        JsonNode result = tune("--consumer=hold=20ms", "--target=loss<5%");
        assertEquals("IMPOSSIBLE", result.path("verdict").asText());
        assertEquals(99, result.path("exitCode").asInt());
        assertTrue(result.path("reason").asText().contains("29.32 % of all frames are lost"), result.toString());
    }

    @Test
    void shouldSayThatATargetContradictsItself() throws IOException {
        JsonNode result = tune("--consumer=stall=exp(5s)/exp(900ms)", "--target=loss<0.5%,p99<50ms");
        assertEquals(99, result.path("exitCode").asInt());
        assertTrue(result.path("reason").asText().contains("the target contradicts itself"), result.toString());
    }

    @Test
    void shouldPrintAConfigurationToPasteAndAVerdictLast() {
        assertEquals(
                0,
                run(
                        "tune",
                        "--simulate",
                        "--subscribers=20",
                        "--duration=1m",
                        "--consumer=stall=10s/1s",
                        "--target=loss=0",
                        "--max-lag=behind-live=5s"));
        assertTrue(out.toString().contains(".maxLag(MaxLagPolicy.behindLive(Duration.ofMillis(5000)))"), out::toString);
        assertTrue(out.toString().lines().reduce("", (a, b) -> b).startsWith("FOUND  128 frames"), out::toString);
    }

    @Test
    void shouldShowOnItsPageWhatEachRunWasFor() throws IOException {
        Path html = directory.resolve("tune.html");
        tune("--consumer=stall=10s/1s", "--target=loss<0.1%", "--html=" + html);
        String page = Files.readString(html);
        for (String phase : List.of("search", "confirm", "half the frames", "half the bytes")) {
            assertTrue(page.contains("<th scope=\"row\">" + phase + "</th>"), phase);
        }
        // Loss in equal ratios, or nobody would see on which side of the limit the answer lies.
        assertTrue(page.contains(">0.1 %</text>") && page.contains(">10 %</text>"));
        assertTrue(page.contains(">loss &lt; 0.1 %</text>"));
    }

    @Test
    void shouldSweepEveryRingWithEveryConsumer() throws IOException {
        Path html = directory.resolve("sweep.html");
        assertEquals(
                0,
                run(
                        "sweep",
                        "--subscribers=20",
                        "--duration=1m",
                        "--capacity-frames=32..128:x2",
                        "--consumer=stall=10s/1s",
                        "--consumer=healthy",
                        "--format=json",
                        "--html=" + html));
        JsonNode cells = MAPPER.readTree(out.toString()).path("cells");
        assertEquals(6, cells.size());
        double before = 1;
        for (int i = 0; i < 3; i++) {
            double lost = cells.get(i).path("lossShare").asDouble();
            assertTrue(lost < before, cells.toString());
            before = lost;
        }
        assertEquals(0, before);
        // One that loses nothing needs no more than the smallest ring.
        assertTrue(cells.get(3).path("best").asBoolean());
        assertTrue(!cells.get(4).path("best").asBoolean()
                && !cells.get(5).path("best").asBoolean());
        String page = Files.readString(html);
        assertTrue(page.contains("What ring size does to consumers") && page.contains("stall=10s/1s"));
        assertTrue(page.length() < 500_000);
    }

    @Test
    void shouldPlayBackWhatALoadRunHasRecorded() throws IOException {
        Path recording = directory.resolve("viewers.jsonl");
        assertEquals(
                0,
                run(
                        "load",
                        "-q",
                        "--streams=1",
                        "--subscribers=4",
                        "--slow=1@8ms",
                        "--stall=2@1s/400ms",
                        "--duration=3s",
                        "--warmup=0s",
                        "--record-consumer=" + recording),
                err::toString);
        out.getBuffer().setLength(0);
        JsonNode result = tune("--consumer=recorded=" + recording, "--target=loss<1%");
        assertEquals("FOUND", result.path("verdict").asText(), result.toString());
        // Stalls of 400 ms are 28 frames.
        int frames = result.path("answer").path("capacityFrames").asInt();
        assertTrue(frames >= 32 && frames <= 128, result.path("answer").toString());
    }
}
