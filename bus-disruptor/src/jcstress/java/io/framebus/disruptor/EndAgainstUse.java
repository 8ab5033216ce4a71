package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.Frame;
import io.framebus.FrameClaim;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.SubscribeOptions;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Memory is not given away while a thread is inside it, if that thread is the first ever to come. */
public final class EndAgainstUse {
    private static final StreamConfig CONFIG =
            Rig.ring(2, 64).startAt(StartAt.OLDEST).build();
    private static final ArenaPool ARENAS = new ArenaPool(1 << 20);
    private static final String USED = "used";
    private static final String REFUSED = "refused";
    private static final String GIVEN_AWAY = "GIVEN AWAY";

    private EndAgainstUse() {}

    @Outcome(id = USED, expect = Expect.ACCEPTABLE, desc = "Came first: the memory was still held.")
    @Outcome(id = REFUSED, expect = Expect.ACCEPTABLE, desc = "Came too late, and kept out.")
    @Outcome(id = GIVEN_AWAY, expect = Expect.FORBIDDEN, desc = "Is inside memory that another stream may have by now.")
    private static final class Using {}

    /** A poll, while the subscription is closed by another thread. */
    @JCStressTest
    @JCStressMeta(Using.class)
    @State
    public static class Poll implements FrameHandler {
        private static final Pool<Stream> STREAMS = new Pool<>(() -> Rig.stream(CONFIG, () -> 0, ARENAS));
        private final Meeting meeting = new Meeting();
        private final Stream stream = STREAMS.take();
        private final RingSubscription subscription;
        private String use = REFUSED;

        public Poll() {
            new Source(stream.publication()).publish(0, Long.BYTES);
            subscription = stream.subscribe(SubscribeOptions.defaults());
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
            use = subscription.tryLetGo(false) ? GIVEN_AWAY : USED;
        }

        @Actor
        public void closer() {
            meeting.meet();
            subscription.close();
        }

        @Actor
        public void subscriber(L_Result result) {
            meeting.meet();
            subscription.pollInPlace(this, 1);
            result.r1 = use;
        }

        @Arbiter
        public void afterwards() {
            subscription.tryLetGo(true);
            STREAMS.giveBack(stream);
        }
    }

    /** A claim, while the stream is ended by another thread. */
    @JCStressTest
    @JCStressMeta(Using.class)
    @State
    public static class Claim {
        private final Meeting meeting = new Meeting();
        private final Stream stream = Rig.stream(CONFIG, () -> 0, ARENAS);
        private final Publication publication = stream.publication();
        private final FrameHeader header =
                new FrameHeader().kind(FrameKind.AUDIO).codec(Codec.OPUS);

        /** Left open by its actor: whoever claims is inside until the claim ends. */
        private FrameClaim claim;

        @Actor
        public void closer() {
            meeting.meet();
            publication.close();
            meeting.part();
        }

        @Actor
        public void publisher() {
            meeting.meet();
            claim = publication.claim(header, Long.BYTES);
            meeting.part(); // a thread that has died would count as gone
        }

        @Arbiter
        public void afterwards(L_Result result) {
            if (claim instanceof RingClaim) {
                result.r1 = stream.lease.isReturned() ? GIVEN_AWAY : USED;
            } else {
                result.r1 = REFUSED;
            }
            claim.abort();
            stream.tryLetGo(true);
        }
    }

    /** A publish, while the stream is ended by another thread: looks around while its payload is copied. */
    @JCStressTest
    @JCStressMeta(Using.class)
    @State
    public static class Publish implements Frame {
        private static final MediaFrame FRAME = MediaFrame.audio(0, new byte[Long.BYTES], Codec.OPUS);
        private final Meeting meeting = new Meeting();
        private final Stream stream = Rig.stream(CONFIG, () -> 0, ARENAS);
        private final Publication publication = stream.publication();
        private String use = REFUSED;

        @Actor
        public void closer() {
            meeting.meet();
            publication.close();
        }

        @Actor
        public void publisher(L_Result result) {
            meeting.meet();
            publication.publish(this);
            result.r1 = use;
        }

        @Arbiter
        public void afterwards() {
            stream.tryLetGo(true);
        }

        @Override
        public void copyPayload(int from, ByteBuffer target, int at, int length) {
            stream.tryLetGo(false);
            use = stream.lease.isReturned() ? GIVEN_AWAY : USED;
            FRAME.copyPayload(from, target, at, length);
        }

        @Override
        public int trackId() {
            return FRAME.trackId();
        }

        @Override
        public FrameKind kind() {
            return FRAME.kind();
        }

        @Override
        public Codec codec() {
            return FRAME.codec();
        }

        @Override
        public int flags() {
            return FRAME.flags();
        }

        @Override
        public int temporalLayer() {
            return FRAME.temporalLayer();
        }

        @Override
        public int spatialLayer() {
            return FRAME.spatialLayer();
        }

        @Override
        public long ptsUs() {
            return FRAME.ptsUs();
        }

        @Override
        public long dtsUs() {
            return FRAME.dtsUs();
        }

        @Override
        public long durationUs() {
            return FRAME.durationUs();
        }

        @Override
        public int length() {
            return FRAME.length();
        }

        @Override
        public ByteBuffer payload() {
            return FRAME.payload();
        }

        @Override
        public MediaFrame copy() {
            return FRAME;
        }
    }
}
