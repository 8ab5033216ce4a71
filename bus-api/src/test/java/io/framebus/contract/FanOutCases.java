package io.framebus.contract;

import io.framebus.FanOut;

/** What contracts of fan-outs have in common. */
abstract class FanOutCases extends BusContract {
    static final int MANY = 1 << 20;
    static final long MANY_BYTES = 1L << 40;

    FanOutCases(BusFactory factory) {
        super(factory);
    }

    static FanOut fanOut(Source source, ReadingWay way) {
        return source.handle().fanOut(way == ReadingWay.IN_PLACE);
    }

    static ServedMember add(FanOut fanOut, Reader reader, ReadingWay way) {
        ServedMember member = new ServedMember(reader.subscription(), reader.seen(), way);
        fanOut.add(member);
        return member;
    }

    /** Serves twice: who meets the others is in step from the second time on. */
    static void comeIntoStep(Source source, FanOut fanOut) {
        for (int i = 0; i < 2; i++) {
            source.audio();
            fanOut.serve(MANY, MANY_BYTES);
        }
    }
}
