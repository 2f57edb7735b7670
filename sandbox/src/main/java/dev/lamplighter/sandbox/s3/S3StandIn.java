package dev.lamplighter.sandbox.s3;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.SandboxProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs S3Proxy on 127.0.0.1; buckets are the folders under one folder.
 *
 * <p>Objects uploaded through it carry MD5 ETags; files laid into a bucket's folder by hand are served too, but listed
 * without ETag. Thread-safe.
 */
public final class S3StandIn implements AutoCloseable {
    /** "Bucket naming rules", Amazon S3 User Guide: the part of them that also keeps a name inside its folder. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final S3ProxyClassLoader library;
    private final Object proxy;
    private final Path folder;
    private final URI endpoint;

    private S3StandIn(S3ProxyClassLoader library, Object proxy, Path folder, URI endpoint) {
        this.library = library;
        this.proxy = proxy;
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /**
     * Starts the server; it is ready when this returns.
     *
     * @param jar S3Proxy with its dependencies, in one jar
     * @param folder holds the buckets; made if absent
     * @param port 0 for a free one
     * @throws ProblemException when the jar is missing or the port is taken
     */
    public static S3StandIn start(Path jar, Path folder, int port) {
        if (!Files.isRegularFile(jar)) {
            throw problem(
                    SandboxProblemCode.NO_S3_JAR,
                    jar.toString(),
                    "no S3Proxy jar",
                    "S3 can't start",
                    "build once: ./mvnw package");
        }
        S3ProxyClassLoader library = null;
        try {
            Files.createDirectories(folder);
            library = new S3ProxyClassLoader(jar);
            Object proxy = library.start(settings(folder, port));
            URI endpoint = URI.create("http://127.0.0.1:" + S3ProxyClassLoader.call(proxy, "getPort"));
            return new S3StandIn(library, proxy, folder, endpoint);
        } catch (InvocationTargetException failure) {
            close(library);
            String why = String.valueOf(failure.getCause());
            throw problem(
                    SandboxProblemCode.S3_NOT_STARTED,
                    "127.0.0.1:" + port,
                    "S3Proxy did not start",
                    why,
                    "free the port or name another");
        } catch (ReflectiveOperationException | IOException failure) {
            close(library);
            throw problem(
                    SandboxProblemCode.S3_UNUSABLE,
                    jar.toString(),
                    "S3Proxy can't be used",
                    failure.toString(),
                    "build again: ./mvnw package");
        }
    }

    private static Properties settings(Path folder, int port) {
        Properties settings = new Properties();
        settings.setProperty("s3proxy.endpoint", "http://127.0.0.1:" + port);
        settings.setProperty("s3proxy.authorization", "none");
        // Trino's listings send x-amz-optional-object-attributes; without this they are answered 501.
        settings.setProperty("s3proxy.ignore-unknown-headers", "true");
        settings.setProperty("jclouds.provider", "filesystem-nio2");
        settings.setProperty(
                "jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
        settings.setProperty("jclouds.identity", "");
        settings.setProperty("jclouds.credential", "");
        return settings;
    }

    /** Where clients go, {@code http://127.0.0.1:port}: an IP address makes the SDK put the bucket into the path. */
    public URI endpoint() {
        return endpoint;
    }

    /** Makes the bucket, or leaves it as it is. */
    public void createBucket(String name) {
        if (!BUCKET.matcher(name).matches()) {
            throw new IllegalArgumentException("bucket name must match " + BUCKET + ", got \"" + name + "\"");
        }
        try {
            Files.createDirectories(folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException("bucket " + name, failure);
        }
    }

    @Override
    public void close() {
        try {
            S3ProxyClassLoader.call(proxy, "stop");
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("S3Proxy did not stop", failure);
        } finally {
            close(library);
        }
    }

    private static void close(@Nullable S3ProxyClassLoader library) {
        if (library == null) {
            return;
        }
        try {
            library.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("S3Proxy's class loader", failure);
        }
    }

    private static ProblemException problem(
            SandboxProblemCode code, String where, String what, String why, String fix) {
        return new ProblemException(new Problem(code, where, what, why, fix));
    }
}
