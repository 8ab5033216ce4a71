package io.framebus.bench.paired;

import java.util.List;

/** Does publishing cost more with subscribers that do not poll? */
final class IdleSubscribers implements Experiment {
    /** Small enough for the five rings to lie side by side in the second cache: not the memory is asked about. */
    private static final int CAPACITY_FRAMES = 256;

    private static final int CAPACITY_BYTES = 1 << 18;
    private static final int PAYLOAD_BYTES = 1200;

    @Override
    public String name() {
        return "idle-subscribers";
    }

    @Override
    public String question() {
        return "Publishing 1200 B with no clock to streams with 0, 64 and 1000 subscribers that never poll. An operation is one"
                + " frame. The null contrast is of two more streams without subscribers: how far it is from 1 shows what the"
                + " method can tell.";
    }

    @Override
    public List<String> lanes() {
        return List.of("0", "64", "1000", "0 again", "0 once more");
    }

    @Override
    public Lane open(String lane) {
        int subscribers = switch (lane) {
            case "64" -> 64;
            case "1000" -> 1000;
            default -> 0;
        };
        return new PublishLane(lane, CAPACITY_FRAMES, CAPACITY_BYTES, PAYLOAD_BYTES, subscribers, "none");
    }

    @Override
    public List<Contrast> contrasts() {
        return List.of(
                new Contrast("64 subscribers / none", "64", "0"),
                new Contrast("1000 subscribers / none", "1000", "0"),
                new Contrast("null: none / none", "0 again", "0 once more"));
    }

    @Override
    public int operations() {
        return 2048;
    }
}
