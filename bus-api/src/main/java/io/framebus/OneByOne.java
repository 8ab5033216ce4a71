package io.framebus;

import java.util.ArrayList;
import java.util.List;

/** For streams that know no better: nobody is ever in step. */
final class OneByOne implements FanOut {
    private final List<Member> members = new ArrayList<>();
    private int start;

    @Override
    public void add(Member member) {
        members.add(Checks.notNull(member, "member"));
    }

    @Override
    public boolean remove(Member member) {
        return members.remove(member);
    }

    @Override
    public int serve(int maxFrames, long maxBytes) {
        int size = members.size();
        int at = start < size ? start : 0;
        start = at + 1;
        for (int i = 0; i < size; i++) {
            Member member = members.get(at);
            at = at + 1 < size ? at + 1 : 0;
            if (member.subscription().lag() > 0 || member.subscription().isEnded()) {
                member.serveAlone(Integer.MAX_VALUE);
            }
        }
        return 0;
    }

    @Override
    public int serveAllOrNone(int maxFrames, long maxBytes) {
        return serve(maxFrames, maxBytes);
    }

    @Override
    public long frames() {
        return 0;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
