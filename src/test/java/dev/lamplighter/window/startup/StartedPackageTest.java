package dev.lamplighter.window.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance is like after it has started with a package: what was built is not only checked, it is run. */
final class StartedPackageTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @TempDir
    private Path home;

    private HttpServer server;
    private StartupInterpreter instance;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/plugins.zip", this::answer);
        server.start();
        instance = new StartupInterpreter(
                home.resolve("instance"), server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("overlay.jar"));
            zip.write("a plugin".getBytes(StandardCharsets.UTF_8));
        }
        exchange.sendResponseHeaders(200, zipped.size());
        exchange.getResponseBody().write(zipped.toByteArray());
        exchange.close();
    }

    private Path build(Path folder) throws IOException {
        CheckedStartupPackage built = CheckedStartupPackage.build(folder, PlaceholderValues.NONE);
        assertThat(built.findings().problems()).isEmpty();
        return Files.write(
                home.resolve("origin.zip"), built.userData().orElseThrow().bytes());
    }

    @Test
    void thePackageDownloadsUnzipsMountsInstallsTunesAndEnablesCacti() throws Exception {
        Path folder = home.resolve("origin");
        BadPackage.writeGood(folder);

        instance.start(build(folder));

        assertThat(requests).containsExactly("POST /plugins.zip?version=3&of=lamp text/plain user=lamp");
        assertThat(instance.wowza().resolve("lib/overlay.jar")).hasContent("a plugin");
        assertThat(instance.machine().resolve("mnt/media/mounted")).hasContent("bucket media of i-0123456789abcdef0");
        assertThat(instance.wowza().resolve("conf/Tune.xml"))
                .content()
                .contains("<HeapSize>6000M</HeapSize>", "${com.wowza.wms.AppHome}");
        assertThat(instance.wowza().resolve("applications/live")).isEmptyDirectory();
        assertThat(instance.wowza().resolve("conf/live/Application.xml")).exists();
        assertThat(instance.machine().resolve("etc-snmpd.conf")).hasContent("rocommunity public");
    }

    /** The mistake that costs a Sunday: told before, it fails on the instance as it is told. */
    @Test
    void aTuningBeforeTheInstallIsToldAndFailsWhenItIsRunAllTheSame() throws Exception {
        Path folder = home.resolve("origin");
        BadPackage.writeGood(folder);
        Path startup = folder.resolve("startup.xml");
        String tune = "<RunScript><Script>tuning/tune.sh</Script></RunScript>";
        String text = Files.readString(startup);
        Files.writeString(startup, text.replace(tune, "").replace("<Install>", tune + "<Install>"));

        assertThat(CheckedStartupPackage.build(folder, PlaceholderValues.NONE)
                        .findings()
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("PACKAGE-035"));
        Path bad = Files.write(home.resolve("bad.zip"), ForeignZip.of(folder, List.of()));
        assertThatThrownBy(() -> instance.start(bad)).hasMessageContaining("conf/Tune.xml");
    }
}
