package io.framebus.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class CpuSampleTest {
    @TempDir
    Path root;

    private CpuSample sample(String cpu) throws IOException {
        Hosts.write(root, "proc/stat", "cpu  " + cpu + "\ncpu0 1 2 3\nintr 5");
        return CpuSample.now(new HostFiles(root)).orElseThrow();
    }

    private void process(int id, String name, int user, int system) throws IOException {
        Hosts.write(
                root,
                "proc/" + id + "/stat",
                id + " (" + name + ") S 1 1 1 0 -1 4194560 9 8 7 6 " + user + ' ' + system + " 3 4 20 0 1 0 99");
    }

    @Test
    void shouldTellOthersFromThisProcessAndFromTheHypervisor() throws IOException {
        process(1, "init", 10, 10);
        process(42, "java", 100, 100);
        process(43, "a (b) c", 50, 0);
        CpuSample before = sample("1000 0 500 8000 100 0 0 400 70 0");
        process(42, "java", 150, 110);
        process(43, "a (b) c", 70, 10);
        process(44, "new", 4, 1);
        // 200 ticks of two processors: 95 used, 5 waiting for a disk, 10 stolen, 90 idle.
        CpuSample after = sample("1080 5 510 8090 105 0 0 410 99 0");
        assertEquals(0.05, after.stealShareSince(before));
        assertEquals((95 - 60) / 100.0, after.othersSince(before, 42, 2), 1e-9);
        assertEquals(
                List.of(new CpuSample.Busy("a (b) c", 43, 0.3), new CpuSample.Busy("new", 44, 0.05)),
                after.busiestSince(before, 42, 2));
    }

    @ParameterizedTest
    @CsvSource({"cpu  1 2 3", "cpux 1 2 3 4 5 6 7 8", "''"})
    void shouldKnowNothingWhereTheFileIsNotWhatItShouldBe(String text) throws IOException {
        Hosts.write(root, "proc/stat", text);
        assertEquals(Optional.empty(), CpuSample.now(new HostFiles(root)));
    }

    @ParameterizedTest
    @CsvSource({"0,'[0]'", "0-3,'[0, 1, 2, 3]'", "'0-1,8,10-11','[0, 1, 8, 10, 11]'", "'3,1','[1, 3]'"})
    void shouldReadListsOfProcessors(String list, String processors) {
        assertEquals(processors, CpuList.parse(list).orElseThrow().toString());
    }

    @ParameterizedTest
    @CsvSource({"''", "a", "0-", "'0,,1'", "'-1'", "0-999999"})
    void shouldNotReadWhatIsNoList(String list) {
        assertTrue(CpuList.parse(list).isEmpty());
    }
}
