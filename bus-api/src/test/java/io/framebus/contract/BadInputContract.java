package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.FrameBus;
import io.framebus.FrameClaim;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.Publishers;
import io.framebus.Qos;
import io.framebus.Retention;
import io.framebus.StreamHandle;
import io.framebus.StreamState;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bad arguments: an {@link IllegalArgumentException} that names the value and the limit, before anything changed. */
public abstract class BadInputContract extends BusContract {
    private static final FrameHandler NOTHING = frame -> {};

    protected BadInputContract(BusFactory factory) {
        super(factory);
    }

    private static void refuses(String partOfMessage, Executable call) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, call);
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(partOfMessage), () -> message + " does not name " + partOfMessage);
    }

    @Test
    void shouldRefuseBadFrames() {
        Source source = source(8).videoConfig().gop(3);
        StreamHandle handle = source.handle();
        Retention retention = handle.retention();
        Qos qos = handle.qos();
        long activity = handle.activity();
        FrameHeader audio = new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS);
        ByteBuffer payload = ByteBuffer.allocate(5);
        refuses("frame", () -> handle.publish(null));
        refuses("header", () -> handle.publish(null, payload));
        refuses("payload", () -> handle.publish(audio, null));
        refuses("kind", () -> handle.publish(new FrameHeader().codec(Codec.OPUS), payload));
        refuses("codec", () -> handle.publish(new FrameHeader().kind(FrameKind.KEY), payload));
        refuses("header", () -> handle.claim(null, 1));
        refuses("kind", () -> handle.claim(new FrameHeader().codec(Codec.OPUS), 1));
        refuses("codec", () -> handle.claim(new FrameHeader().kind(FrameKind.KEY), 1));
        refuses("-1", () -> handle.claim(audio, -1));
        assertEquals(3, handle.cursor());
        assertEquals(retention, handle.retention());
        assertEquals(qos, handle.qos());
        assertEquals(activity, handle.activity());
        assertEquals(0, handle.publish(audio, payload), "it still works");
    }

    /** A frame of somebody else's making may say anything. */
    @Test
    void shouldRefuseFramesWithFieldsOutOfRange() {
        Source source = source(8).key();
        StreamHandle handle = source.handle();
        refuses("-7", () -> handle.publish(new OddFrame(-7, FrameKind.KEY, Codec.H264, 0, 0, 0, -1, 3)));
        refuses("kind", () -> handle.publish(new OddFrame(0, null, Codec.H264, 0, 0, 0, -1, 3)));
        refuses("codec", () -> handle.publish(new OddFrame(0, FrameKind.KEY, null, 0, 0, 0, -1, 3)));
        refuses("flags", () -> handle.publish(new OddFrame(0, FrameKind.KEY, Codec.H264, 32, 0, 0, -1, 3)));
        refuses("flags", () -> handle.publish(new OddFrame(0, FrameKind.KEY, Codec.H264, 1 << 16, 0, 0, -1, 3)));
        refuses("8", () -> handle.publish(new OddFrame(0, FrameKind.KEY, Codec.H264, 0, 8, 0, -1, 3)));
        refuses("-1", () -> handle.publish(new OddFrame(0, FrameKind.KEY, Codec.H264, 0, 0, -1, -1, 3)));
        refuses("-2", () -> handle.publish(new OddFrame(0, FrameKind.KEY, Codec.H264, 0, 0, 0, -2, 3)));
        refuses("-5", () -> handle.publish(new OddFrame(0, FrameKind.KEY, Codec.H264, 0, 0, 0, -1, -5)));
        assertEquals(0, handle.cursor());
        assertEquals(1, handle.retention().frames());
        assertEquals(0, handle.publish(new OddFrame(3, FrameKind.KEY, Codec.H264, 0xff1f, 7, 7, -1, 3)));
        assertEquals(1, handle.cursor());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseOneTrackTooMany(Publishers publishers) {
        Source source = source(frames(128).toBuilder().publishers(publishers).build());
        for (int i = 0; i < StreamHandle.MAX_TRACKS; i++) {
            source.send(Source.data(1000 * i));
        }
        FrameHeader header = new FrameHeader().trackId(7).kind(FrameKind.AUDIO).codec(Codec.OPUS);
        MediaFrame frame = Source.data(7).build();
        refuses("64", () -> source.handle().publish(frame));
        refuses("64", () -> source.handle().publish(header, ByteBuffer.allocate(1)));
        if (publishers == Publishers.ONE) {
            refuses("64", () -> source.handle().claim(header, 1));
        } else {
            FrameClaim claim = source.handle().claim(header, 1);
            refuses("64", claim::commit);
        }
        assertEquals(63, source.handle().cursor());
        source.send(Source.data(5000));
        assertEquals(64, source.handle().cursor());
    }

    /** What was retired for it stays lost, as with a claim that is given up; nothing of it is published. */
    @ParameterizedTest
    @EnumSource
    void shouldGoOnAfterAFrameThatThrows(Publishers publishers) {
        Source source = source(frames(8).toBuilder().publishers(publishers).build());
        Reader reader = reader(source);
        source.key();
        OddFrame throwing = new OddFrame(0, FrameKind.KEY, Codec.H264, 0, 0, 0, -1, 5) {
            @Override
            public void copyPayload(int from, ByteBuffer target, int at, int length) {
                throw new IllegalStateException("from the frame");
            }
        };
        assertThrows(IllegalStateException.class, () -> source.handle().publish(throwing));
        assertEquals(0, source.handle().cursor());
        source.delta();
        assertEquals(2, reader.poll());
    }

    @Test
    void shouldRefuseBadPolls() {
        Source source = source(8);
        Reader reader = reader(source);
        Subscription subscription = reader.subscription();
        source.gop(2);
        refuses("handler", () -> subscription.poll(null, 1));
        refuses("0", () -> subscription.poll(NOTHING, 0));
        refuses("-3", () -> subscription.poll(NOTHING, -3));
        refuses("handler", () -> subscription.pollInPlace(null, 1));
        refuses("0", () -> subscription.pollInPlace(NOTHING, 0));
        refuses("handler", () -> subscription.receive(null, 1, Duration.ZERO));
        refuses("0", () -> subscription.receive(NOTHING, 0, Duration.ZERO));
        refuses("timeout", () -> subscription.receive(NOTHING, 1, null));
        refuses("timeout", () -> subscription.receive(NOTHING, 1, Duration.ofMillis(-1)));
        refuses("sink", () -> subscription.drive(null));
        assertEquals(2, subscription.lag());
        assertEquals(2, reader.poll());
    }

    /** Also when it has ended already: what is wrong is wrong. */
    @Test
    void shouldRefuseBadPollsOfAnEndedSubscription() {
        Subscription subscription = source(8).handle().subscribe();
        subscription.close();
        refuses("handler", () -> subscription.poll(null, 1));
        refuses("0", () -> subscription.poll(NOTHING, 0));
        assertEquals(Subscription.ENDED, subscription.poll(NOTHING, 1));
    }

    @Test
    void shouldRefuseBadQuestionsToAStream() {
        StreamHandle handle = source(8).handle();
        refuses("options", () -> handle.subscribe(null));
        refuses("state", () -> handle.setState(null));
        refuses("ended", () -> handle.setState(StreamState.ENDED));
        refuses("change", () -> handle.updateMetadata(null));
        assertEquals(StreamState.PUBLISHING, handle.state());
        assertEquals(0, handle.subscriberCount());
    }

    @Test
    void shouldRefuseBadQuestionsToTheBus() {
        FrameBus bus = bus(frames(8));
        refuses("key", () -> bus.startPublish(null));
        refuses("key", () -> bus.startPublish(null, frames(8)));
        refuses("config", () -> bus.startPublish(KEY, null));
        refuses("key", () -> bus.endPublish(null));
        refuses("key", () -> bus.stream(null));
        assertEquals(List.of(), bus.streams());
    }

    @Test
    void shouldRefuseAHugeFrameOfSomebodyElsesMaking() {
        StreamHandle handle = source(8).handle();
        int limit = handle.config().effectiveCapacityBytes();
        OddFrame huge = new OddFrame(0, FrameKind.KEY, Codec.H264, 0, 0, 0, -1, limit + 1);
        refuses(String.valueOf(limit + 1), () -> handle.publish(huge));
        refuses(String.valueOf(limit), () -> handle.publish(huge));
        assertEquals(-1, handle.cursor());
    }
}
