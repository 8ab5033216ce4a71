package io.framebus.bench.load;

import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;

/**
 * The check that no frame is unaccounted for: what the handler was given against what the subscription says, and both against
 * what was published. To be done when nobody publishes or polls any more.
 */
final class Books {
    private final List<String> problems = new ArrayList<>();

    /** Checks one subscriber, whose counts are what the handler counted. */
    void check(Subscription subscription, FrameCounts counted) {
        String who = subscription.key() + "#" + subscription.id() + " (" + subscription.label() + ")";
        if (counted.misordered() > 0) {
            problems.add(who + ": " + counted.misordered() + " frames or gaps out of order");
        }
        if (counted.corrupt() > 0) {
            problems.add(who + ": " + counted.corrupt() + " delivered frames are not what was published");
        }
        if (counted.delivered() != subscription.delivered()) {
            problems.add(who + ": books do not balance: the handler was given " + counted.delivered()
                    + " frames, the subscription says delivered " + subscription.delivered());
        }
        if (counted.dropped() != subscription.dropped()) {
            problems.add(who + ": books do not balance: the gaps told add up to " + counted.dropped()
                    + " frames, the subscription says dropped " + subscription.dropped());
        }
        if (counted.accounted() != counted.published()) {
            problems.add(who + ": books do not balance: delivered " + counted.delivered() + " + dropped "
                    + counted.dropped() + " + filtered " + counted.filtered() + " + unread " + counted.unread() + " = "
                    + counted.accounted() + ", published " + counted.published());
        }
    }

    /** What is wrong, one line each. */
    List<String> problems() {
        return problems;
    }
}
