package io.framebus.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CgroupTest {
    @TempDir
    Path root;

    private Cgroup cgroup() {
        return new Cgroup(new HostFiles(root));
    }

    private void write(String file, String text) throws IOException {
        Hosts.write(root, file, text);
    }

    @Test
    void shouldReadAContainersOwnRootOfVersion2() throws IOException {
        write("proc/self/cgroup", "0::/");
        write("sys/fs/cgroup/cgroup.controllers", "cpu memory");
        write("sys/fs/cgroup/cpu.max", "250000 100000");
        write("sys/fs/cgroup/cpu.stat", "usage_usec 9\nnr_periods 100\nnr_throttled 7\nthrottled_usec 1500");
        write("sys/fs/cgroup/memory.max", "536870912");
        assertEquals(OptionalDouble.of(2.5), cgroup().cpuQuota());
        assertEquals(OptionalLong.of(7), cgroup().throttledPeriods());
        assertEquals(OptionalLong.of(1_500_000), cgroup().throttledNs());
        assertEquals(OptionalLong.of(536870912), cgroup().memoryLimitBytes());
    }

    @Test
    void shouldTakeTheTightestLimitOnTheWayUp() throws IOException {
        write("proc/self/cgroup", "0::/a/b/c");
        write("sys/fs/cgroup/cgroup.controllers", "cpu memory");
        write("sys/fs/cgroup/a/b/c/cpu.max", "max 100000");
        write("sys/fs/cgroup/a/b/cpu.max", "300000 100000");
        write("sys/fs/cgroup/a/cpu.max", "50000 50000");
        write("sys/fs/cgroup/a/b/c/memory.max", "max");
        write("sys/fs/cgroup/a/b/memory.max", "1000");
        assertEquals(OptionalDouble.of(1), cgroup().cpuQuota());
        assertEquals(OptionalLong.of(1000), cgroup().memoryLimitBytes());
        assertTrue(cgroup().isKnown());
    }

    @Test
    void shouldReadVersion1WithItsControllersMountedTogether() throws IOException {
        write("proc/self/cgroup", "9:name=systemd:/x\n4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/");
        write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "150000");
        write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000");
        write("sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.stat", "nr_periods 5\nnr_throttled 2\nthrottled_time 42");
        write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2147483648");
        assertEquals(OptionalDouble.of(1.5), cgroup().cpuQuota());
        assertEquals(OptionalLong.of(2), cgroup().throttledPeriods());
        assertEquals(OptionalLong.of(42), cgroup().throttledNs());
        assertEquals(OptionalLong.of(2147483648L), cgroup().memoryLimitBytes());
        assertTrue(cgroup().isKnown());
    }

    /** The path is the host's, which a container does not see. */
    @Test
    void shouldReadVersion1InAContainer() throws IOException {
        write("proc/self/cgroup", "4:memory:/docker/abc\n3:cpu:/docker/abc\n2:cpuacct:/docker/abc");
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        assertEquals(OptionalDouble.of(2), cgroup().cpuQuota());
        assertEquals(OptionalLong.empty(), cgroup().memoryLimitBytes());
    }

    @Test
    void shouldKnowNoLimitWhereThereIsNone() throws IOException {
        write("proc/self/cgroup", "3:cpu:/");
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        assertEquals(OptionalDouble.empty(), cgroup().cpuQuota());
        assertTrue(cgroup().isKnown());
    }

    @Test
    void shouldKnowNothingWhereThereIsNothing() {
        assertFalse(cgroup().isKnown());
        assertEquals(OptionalDouble.empty(), cgroup().cpuQuota());
        assertEquals(OptionalLong.empty(), cgroup().throttledPeriods());
        assertEquals(OptionalLong.empty(), cgroup().memoryLimitBytes());
    }

    @Test
    void shouldEndureNonsense() throws IOException {
        write("proc/self/cgroup", "::\n0::relative\n0::/../../etc\n\u0000");
        write("sys/fs/cgroup/cgroup.controllers", "");
        write("sys/fs/cgroup/cpu.max", "many few");
        write("sys/fs/cgroup/cpu.stat", "nr_throttled often");
        write("sys/fs/cgroup/memory.max", "99999999999999999999999");
        assertEquals(OptionalDouble.empty(), cgroup().cpuQuota());
        assertEquals(OptionalLong.empty(), cgroup().throttledPeriods());
        assertEquals(OptionalLong.empty(), cgroup().memoryLimitBytes());
    }
}
