package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameClaim;
import io.framebus.FrameFlags;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import io.framebus.Publishers;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writing into the ring: claim, then commit or abort. */
public abstract class ClaimContract extends BusContract {
    private static final FrameHeader AUDIO =
            new FrameHeader().trackId(1).kind(FrameKind.AUDIO).codec(Codec.OPUS);

    protected ClaimContract(BusFactory factory) {
        super(factory);
    }

    private StreamHandle stream(Publishers publishers) {
        return source(frames(8).toBuilder().publishers(publishers).build()).handle();
    }

    private static void expect(Subscription subscription, long sequence, int length) {
        int delivered = subscription.poll(
                frame -> {
                    assertEquals(sequence, frame.sequence());
                    assertEquals(length, frame.length());
                    assertTrue(Payloads.isOf(frame.payload(), sequence));
                },
                10);
        assertEquals(1, delivered);
        BooksCheck.check(subscription);
    }

    @ParameterizedTest
    @EnumSource
    void shouldPublishWhatWasWritten(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        Subscription subscription = handle.subscribe();
        for (int sequence = 0; sequence < 20; sequence++) {
            FrameClaim claim = handle.claim(AUDIO, 50);
            assertEquals(50, claim.buffer().remaining());
            assertEquals(ByteOrder.BIG_ENDIAN, claim.buffer().order());
            Payloads.fill(claim.buffer(), sequence);
            assertEquals(sequence - 1, handle.cursor(), "not visible before it is committed");
            assertEquals(0, subscription.poll(frame -> {}, 1));
            assertEquals(1, claim.commit());
            expect(subscription, sequence, 50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldPublishAShorterFrame(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        Subscription subscription = handle.subscribe();
        FrameClaim claim = handle.claim(AUDIO, 100);
        ByteBuffer used = claim.buffer();
        used.limit(used.position() + 60);
        Payloads.fill(used, 0);
        claim.commit(60);
        expect(subscription, 0, 60);
        handle.claim(AUDIO, 100).commit(0);
        assertEquals(1, subscription.poll(frame -> assertEquals(0, frame.length()), 1));
        handle.claim(AUDIO, 0).commit();
        assertEquals(1, subscription.poll(frame -> assertEquals(0, frame.length()), 1));
        assertEquals(60, handle.qos().totalBytes());
        BooksCheck.check(subscription);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCommitTheClaimedPlaceWhateverTheBuffersPosition(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        handle.publish(MediaFrame.audio(0, Payloads.of(0, 33), Codec.OPUS));
        Subscription subscription = handle.subscribe();
        FrameClaim claim = handle.claim(AUDIO, 40);
        claim.buffer().put(Payloads.of(1, 40));
        assertEquals(0, claim.buffer().remaining());
        claim.commit();
        expect(subscription, 1, 40);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSequenceToTheNextFrameAfterAbort(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        Subscription subscription = handle.subscribe();
        handle.claim(AUDIO, 30).abort();
        try (FrameClaim forgotten = handle.claim(AUDIO, 30)) {
            Payloads.fill(forgotten.buffer(), 99);
        }
        assertEquals(-1, handle.cursor());
        assertEquals(0, subscription.poll(frame -> {}, 1));
        handle.publish(MediaFrame.audio(0, Payloads.of(0, 20), Codec.OPUS));
        expect(subscription, 0, 20);
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndEveryClaimOnce(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        FrameClaim committed = handle.claim(AUDIO, 10);
        committed.commit();
        assertThrows(IllegalStateException.class, committed::commit);
        assertThrows(IllegalStateException.class, () -> committed.commit(1));
        assertThrows(IllegalStateException.class, committed::abort);
        committed.close();
        FrameClaim aborted = handle.claim(AUDIO, 10);
        aborted.abort();
        assertThrows(IllegalStateException.class, aborted::commit);
        assertThrows(IllegalStateException.class, aborted::abort);
        aborted.close();
        assertEquals(0, handle.cursor());
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepTheClaimOpenWhenTheCommittedLengthIsRefused(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        FrameClaim claim = handle.claim(AUDIO, 10);
        String message = assertThrows(IllegalArgumentException.class, () -> claim.commit(11))
                .getMessage();
        assertTrue(message.contains("11") && message.contains("10"), message);
        assertThrows(IllegalArgumentException.class, () -> claim.commit(-1));
        assertEquals(-1, handle.cursor());
        claim.commit(10);
        assertEquals(0, handle.cursor());
    }

    @Test
    void shouldRefuseToPublishOrClaimWhileTheOnePublishersClaimIsOpen() {
        StreamHandle handle = stream(Publishers.ONE);
        Subscription subscription = handle.subscribe();
        FrameClaim claim = handle.claim(AUDIO, 16);
        MediaFrame frame = MediaFrame.audio(0, new byte[1], Codec.OPUS);
        assertThrows(IllegalStateException.class, () -> handle.publish(frame));
        assertThrows(IllegalStateException.class, () -> handle.publish(AUDIO, ByteBuffer.allocate(1)));
        assertThrows(IllegalStateException.class, () -> handle.claim(AUDIO, 1));
        assertEquals(-1, handle.cursor());
        Payloads.fill(claim.buffer(), 0);
        claim.commit();
        expect(subscription, 0, 16);
    }

    /** A claim of one of several publishers lies in memory of its own, so the same thread may publish meanwhile. */
    @Test
    void shouldLetAThreadOfSharedPublishersPublishWhileItsClaimIsOpen() {
        StreamHandle handle = stream(Publishers.SHARED);
        Subscription subscription = handle.subscribe();
        FrameClaim claim = handle.claim(AUDIO, 16);
        Payloads.fill(claim.buffer(), 1);
        ByteBuffer payload = ByteBuffer.allocate(16);
        Payloads.fill(payload, 0);
        handle.publish(AUDIO, payload);
        expect(subscription, 0, 16);
        assertThrows(IllegalStateException.class, () -> handle.claim(AUDIO, 1));
        claim.commit();
        expect(subscription, 1, 16);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheHeaderWhenClaiming(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        Subscription subscription = handle.subscribe();
        FrameHeader header =
                new FrameHeader().kind(FrameKind.KEY).codec(Codec.VP9).ptsUs(5).temporalLayer(2);
        FrameClaim claim = handle.claim(header, 8);
        header.reset();
        claim.commit();
        int delivered = subscription.poll(
                frame -> {
                    assertEquals(5, frame.ptsUs());
                    assertEquals(FrameKind.KEY, frame.kind());
                    assertEquals(2, frame.temporalLayer());
                },
                1);
        assertEquals(1, delivered);
    }

    @ParameterizedTest
    @EnumSource
    void shouldPutAConfigurationInForceWhenItIsCommitted(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        FrameHeader config =
                new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264).flags(FrameFlags.CONFIG);
        FrameClaim aborted = handle.claim(config, 20);
        Payloads.fill(aborted.buffer(), 1);
        aborted.abort();
        assertEquals(List.of(), handle.cachedConfigs());
        FrameClaim committed = handle.claim(config, 20);
        Payloads.fill(committed.buffer(), 2);
        assertEquals(List.of(), handle.cachedConfigs());
        committed.commit();
        assertEquals(1, handle.cachedConfigs().size());
        assertTrue(Payloads.isOf(handle.cachedConfigs().get(0).payload(), 2));
    }

    @ParameterizedTest
    @EnumSource
    void shouldClaimOnAClosedStream(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        handle.close();
        FrameClaim claim = handle.claim(AUDIO, 12);
        Payloads.fill(claim.buffer(), 3);
        assertEquals(12, claim.buffer().remaining());
        assertEquals(StreamHandle.CLOSED, claim.commit());
        handle.claim(AUDIO, 12).abort();
        assertEquals(-1, handle.cursor());
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotPublishWhenTheStreamClosesBeforeTheCommit(Publishers publishers) {
        StreamHandle handle = stream(publishers);
        Subscription subscription = handle.subscribe();
        FrameClaim claim = handle.claim(AUDIO, 12);
        handle.close();
        assertEquals(StreamHandle.CLOSED, claim.commit());
        assertEquals(-1, handle.cursor());
        assertEquals(Subscription.ENDED, subscription.poll(frame -> {}, 1));
        BooksCheck.check(subscription);
    }

    /** The place it would have taken, beyond the end of the lap, says nothing of where the next frame begins. */
    @Test
    void shouldRetireInTimeAfterAClaimThatTookAllOfTheRingWasGivenUp() {
        StreamHandle handle = source(StreamConfig.builder()
                        .capacityFrames(16)
                        .capacityBytes(1024)
                        .build())
                .handle();
        handle.publish(MediaFrame.audio(0, Payloads.of(0, 700), Codec.OPUS));
        handle.claim(AUDIO, 900).abort();
        assertEquals(1, handle.tail());
        for (int sequence = 1; sequence <= 5; sequence++) {
            handle.publish(MediaFrame.audio(sequence, Payloads.of(sequence, 200), Codec.OPUS));
        }
        assertEquals(2, handle.tail(), "the fifth of them has overwritten the first");
        List<Long> whole = new ArrayList<>();
        handle.subscribe(SubscribeOptions.builder().startAt(StartAt.OLDEST).build())
                .poll(
                        frame -> {
                            assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
                            whole.add(frame.sequence());
                        },
                        10);
        assertEquals(List.of(2L, 3L, 4L, 5L), whole);
    }

    /** What was retired to make room stays lost, and a subscriber is told. */
    @Test
    void shouldTellOfFramesLostToAnAbortedClaim() {
        StreamConfig config =
                StreamConfig.builder().capacityFrames(8).capacityBytes(1024).build();
        Source source = source(config).length(64);
        Reader reader = reader(source, resync(Resync.OLDEST));
        source.audios(8);
        source.handle().claim(AUDIO, 1024).abort();
        assertEquals(7, source.handle().cursor());
        long retained = source.handle().retention().frames();
        source.audio();
        reader.drain();
        assertEquals(8, reader.sequences().get(reader.sequences().size() - 1));
        assertEquals(8 - retained, reader.subscription().dropped());
        assertEquals(0, retained);
    }

    /** There is no slot then whose totals would tell. */
    @Test
    void shouldTellTheWholeGapWhileAClaimHasRetiredEverything() {
        Source source = source(
                StreamConfig.builder().capacityFrames(8).capacityBytes(1024).build());
        Subscription subscription = source.handle()
                .subscribe(SubscribeOptions.builder().resync(Resync.LIVE).build());
        source.length(200).audios(4);
        List<Gap> gaps = new ArrayList<>();
        FrameHandler handler = new FrameHandler() {
            @Override
            public void onFrame(DeliveredFrame frame) {
                assertEquals(4, frame.sequence());
            }

            @Override
            public void onGap(Gap gap) {
                gaps.add(gap.copy());
            }
        };
        try (FrameClaim all = source.handle().claim(AUDIO, 1024)) {
            assertEquals(0, subscription.poll(handler, 8));
            assertEquals(4, gaps.get(0).frames());
            assertEquals(800, gaps.get(0).bytes());
            assertEquals(4, gaps.get(0).syncPoints());
            all.abort();
        }
        source.audio();
        assertEquals(1, subscription.poll(handler, 8));
        assertEquals(1, gaps.size());
        BooksCheck.check(subscription);
    }

    @Test
    void shouldRefuseLengthsThatDoNotFit() {
        StreamConfig config =
                StreamConfig.builder().capacityFrames(8).capacityBytes(1024).build();
        StreamHandle handle = source(config).handle();
        String message = assertThrows(IllegalArgumentException.class, () -> handle.claim(AUDIO, 1025))
                .getMessage();
        assertTrue(message.contains("1025") && message.contains("1024"), message);
        assertThrows(IllegalArgumentException.class, () -> handle.claim(AUDIO, -1));
        assertThrows(IllegalArgumentException.class, () -> handle.claim(null, 1));
        assertThrows(IllegalArgumentException.class, () -> handle.claim(new FrameHeader(), 1));
        handle.claim(AUDIO, 1024).commit();
        assertEquals(0, handle.cursor());
    }
}
