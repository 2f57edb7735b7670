package dev.lamplighter.cost.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreeMemoryTest {
    @TempDir
    private Path root;

    @BeforeEach
    void machine() throws IOException {
        put("proc/meminfo", "MemTotal:  500000 kB\nMemFree:  10000 kB\nMemAvailable:  400000 kB\n");
    }

    private void put(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).resolveSibling("."));
        Files.writeString(root.resolve(file), text);
    }

    private long bytes() {
        return new FreeMemory(root).bytes();
    }

    @Test
    void isWhatTheKernelHasAvailable() {
        assertThat(bytes()).isEqualTo(400_000 << 10);
    }

    @Test
    void isUnknownWhereNothingTells() {
        assertThat(new FreeMemory(root.resolve("another-system")).bytes()).isGreaterThan(1L << 60);
    }

    @Test
    void isWhatTheControlGroupLeavesWithoutFilesThatAreOnlyCached() throws IOException {
        put("proc/self/cgroup", "0::/system.slice/lamplighter.service\n");
        String group = "sys/fs/cgroup/system.slice/lamplighter.service/";
        put(group + "memory.max", "max\n");
        put(group + "memory.current", "280000000\n");
        assertThat(bytes()).isEqualTo(400_000 << 10);

        put(group + "memory.max", "300000000\n");
        assertThat(bytes()).isEqualTo(20_000_000);
        put(group + "memory.stat", "anon 270000000\nfile 10000000\ninactive_file 9000000\nactive_file 1000000\n");
        assertThat(bytes()).isEqualTo(29_000_000);
    }

    @Test
    void isBoundByTheGroupsAboveToo() throws IOException {
        put("proc/self/cgroup", "0::/a/b\n");
        put("sys/fs/cgroup/a/memory.max", "150000000\n");
        put("sys/fs/cgroup/a/memory.current", "160000000\n");
        assertThat(bytes()).isZero();
    }

    @Test
    void isBoundByGroupsOfTheFirstVersion() throws IOException {
        put("proc/self/cgroup", "5:cpu,cpuacct:/\n4:memory:/docker/x\n");
        put("sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes", "300000000\n");
        put("sys/fs/cgroup/memory/docker/x/memory.usage_in_bytes", "280000000\n");
        put("sys/fs/cgroup/memory/docker/x/memory.stat", "total_inactive_file 5000000\n");
        assertThat(bytes()).isEqualTo(25_000_000);
    }
}
