package dev.lamplighter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What 10,000 instances in 20 accounts and 17 regions cost: the service itself, in a process of its own with its own limits, against
 * EC2's documented rates. Settings: {@code -Daccounts=20 -Dregions=17 -Dinstances=30 -Dminutes=4}, instances those of one account
 * and region; {@code -Dhanging=true} has one of them never answer.
 */
public final class ManyAccounts {
    private static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ca-central-1",
            "sa-east-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "ap-south-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-southeast-1",
            "ap-southeast-2");
    private static final long FIRST_ACCOUNT = 100_000_000_001L;

    private ManyAccounts() {}

    public static void main(String[] args) throws Exception {
        int accounts = Integer.getInteger("accounts", 20);
        List<String> regions = REGIONS.subList(0, Integer.getInteger("regions", REGIONS.size()));
        String hanging = Boolean.getBoolean("hanging") ? FIRST_ACCOUNT + "/" + regions.get(0) : "";
        Path home = Files.createTempDirectory("lamplighter-accounts");
        try (AccountsEc2 ec2 = new AccountsEc2(Integer.getInteger("instances", 30), hanging)) {
            write(home, accounts, regions);
            long begun = System.nanoTime();
            Process service = start(home, ec2);
            try {
                watch(service, ec2, accounts * regions.size(), begun);
            } finally {
                service.destroy();
                service.waitFor(60, TimeUnit.SECONDS);
                service.destroyForcibly().waitFor();
            }
        } finally {
            remove(home);
        }
    }

    private static void watch(Process service, AccountsEc2 ec2, int places, long begun) throws Exception {
        while (ec2.agesMillis().size() < places - (Boolean.getBoolean("hanging") ? 1 : 0) && service.isAlive()) {
            Thread.sleep(100);
        }
        System.out.printf(
                "all %d polled %.1f s after the start, %.1f s of CPU, calls %s%n",
                places, (System.nanoTime() - begun) / 1e9, cpuSeconds(service), ec2.countAndForget());
        for (int minute = 1; minute <= Integer.getInteger("minutes", 4); minute++) {
            double cpu = cpuSeconds(service);
            List<Long> ages = new ArrayList<>();
            for (int second = 0; second < 60 && service.isAlive(); second++) {
                Thread.sleep(1000);
                ages.addAll(ec2.agesMillis());
            }
            Collections.sort(ages);
            System.out.printf(
                    "minute %d: states p50 %.1f s, p99 %.1f s, at most %.1f s old; calls %s; CPU %.2f s; %s%n",
                    minute,
                    at(ages, 0.5),
                    at(ages, 0.99),
                    at(ages, 1),
                    ec2.countAndForget(),
                    cpuSeconds(service) - cpu,
                    memory(service));
        }
    }

    private static double at(List<Long> ages, double share) {
        return ages.get((int) Math.min(ages.size() - 1L, Math.round(ages.size() * share))) / 1000.0;
    }

    private static double cpuSeconds(Process service) {
        return service.info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    /** Resident memory and threads, of Linux, and the heap that lives, which jcmd finds by collecting. */
    private static String memory(Process service) throws IOException, InterruptedException {
        StringBuilder found = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("/proc/" + service.pid() + "/status"))) {
            if (line.startsWith("VmRSS") || line.startsWith("VmHWM") || line.startsWith("Threads")) {
                found.append(line.replaceAll("\\s+", " ")).append(", ");
            }
        }
        Process jcmd = new ProcessBuilder("jcmd", Long.toString(service.pid()), "GC.class_histogram").start();
        String last = new String(jcmd.getInputStream().readAllBytes()).lines().reduce("", (one, next) -> next);
        return found + "live heap " + last.replaceAll("\\s+", " ");
    }

    private static void write(Path home, int accounts, List<String> regions) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "panel.type=none",
                "panel.size=64x64",
                "cost.enabled=false",
                "health.quiet-at-most.light-poll=",
                "state.folder=" + home.resolve("work")));
        settings.addAll(List.of(
                "light.accounts=accounts.csv",
                "light.accounts.role-arn=arn:aws:iam::{account}:role/lamplighter",
                "light.accounts.regions=" + String.join(",", regions)));
        List<String> lines = new ArrayList<>(List.of("id,name"));
        for (int account = 0; account < accounts; account++) {
            lines.add(FIRST_ACCOUNT + account + ",Account " + account);
        }
        Files.write(home.resolve("accounts.csv"), lines);
        Files.write(home.resolve("application.properties"), settings);
        Path shipped = Path.of(System.getProperty("routes", "routes"));
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("cases"))
                    .toList()) {
                Path copy =
                        home.resolve("routes").resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static Process start(Path home, AccountsEc2 ec2) throws IOException {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(List.of(System.getProperty(
                        "service.options",
                        "-Xms24m -Xmn8m -Xmx96m -XX:MinHeapFreeRatio=15"
                                + " -XX:MaxHeapFreeRatio=30 -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                .split(" ")));
        command.addAll(List.of(
                "-Dlamplighter.home=" + home,
                "-Dlamplighter.program=" + home,
                "-cp",
                System.getProperty("service.path", System.getProperty("java.class.path")),
                "dev.lamplighter.app.Lamplighter",
                "run"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(new java.io.File(System.getProperty("log", "/dev/null")))
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("LAMPLIGHTER_"));
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL",
                ec2.endpoint().toString(),
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "own",
                "AWS_SECRET_ACCESS_KEY",
                "own",
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "MALLOC_ARENA_MAX",
                "2",
                "HOME",
                home.toString(),
                "TMPDIR",
                home.toString(),
                "RUNTIME_DIRECTORY",
                home.toString()));
        return builder.start();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
