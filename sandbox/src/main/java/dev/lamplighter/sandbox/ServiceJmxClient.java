package dev.lamplighter.sandbox;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;

/** Shows the service as its operator sees it: over JMX, attached to the running process, no port opened. */
final class ServiceJmxClient implements AutoCloseable {
    private static final ObjectName HEALTH =
            objectName("org.apache.camel:context=lamplighter,type=health,name=DefaultHealthCheck");

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private ServiceJmxClient(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    static ServiceJmxClient attach(long pid) throws IOException {
        return new ServiceJmxClient(AttachedJvm.connect(pid));
    }

    /** The feature's MXBean {@code dev.lamplighter:type=<type>}. */
    <T> T feature(String type, Class<T> mxBean) throws JMException {
        return JMX.newMXBeanProxy(beans, new ObjectName("dev.lamplighter:type=" + type), mxBean);
    }

    boolean isRegistered(String name) throws IOException, JMException {
        return beans.isRegistered(new ObjectName(name));
    }

    Object attribute(String name, String attribute) throws IOException, JMException {
        return beans.getAttribute(new ObjectName(name), attribute);
    }

    /** Health checks that are not UP, as Camel tells them: id to why. */
    Map<String, String> failingChecks() throws IOException, JMException {
        return checks(check -> !"UP".equals(check.get("state")));
    }

    /** Every health check: id to what it says. */
    Map<String, String> checks() throws IOException, JMException {
        return checks(check -> true);
    }

    private Map<String, String> checks(Predicate<CompositeData> wanted) throws IOException, JMException {
        TabularData checks = (TabularData) beans.invoke(HEALTH, "details", new Object[0], new String[0]);
        Map<String, String> found = new TreeMap<>();
        for (Object row : checks.values()) {
            CompositeData check = (CompositeData) row;
            if (wanted.test(check)) {
                found.put((String) check.get("id"), (String) check.get("message"));
            }
        }
        return found;
    }

    /** All names that match a pattern, in order. */
    Set<ObjectName> names(String pattern) throws IOException, JMException {
        return new TreeSet<>(beans.queryNames(new ObjectName(pattern), null));
    }

    /** From the start of the JVM to the start of Camel's routes, in seconds. */
    String startTime() throws IOException, JMException {
        RuntimeMXBean runtime =
                JMX.newMXBeanProxy(beans, new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME), RuntimeMXBean.class);
        String context = "org.apache.camel:context=lamplighter,type=context,name=\"lamplighter\"";
        long running = (Long) attribute(context, "UptimeMillis");
        return "%.1f s".formatted((runtime.getUptime() - running) / 1000.0);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    private static ObjectName objectName(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
