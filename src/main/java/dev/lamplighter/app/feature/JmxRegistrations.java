package dev.lamplighter.app.feature;

import dev.lamplighter.app.jmx.DescribedMBean;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verbs;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Registers MXBeans in JMX's domain {@code dev.lamplighter} and removes them when closed. */
public final class JmxRegistrations implements AutoCloseable {
    private static final Map<String, String> AREAS =
            Map.of("Windows", "windows", "CostReports", "costs", "Panel", "panel", "Cdn", "cdn", "Service", "");

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> registered = new ArrayList<>();

    /** Registers each under {@code dev.lamplighter:type=<key>}; the verbs of its area are its operations. */
    public synchronized void register(Map<String, Object> mxBeans, Verbs verbs) {
        mxBeans.forEach((type, bean) -> {
            try {
                ObjectName name = new ObjectName("dev.lamplighter:type=" + type);
                List<Verb> operations = AREAS.containsKey(type) ? verbs.of(AREAS.get(type)) : List.of();
                server.registerMBean(DescribedMBean.of(bean, verbs, operations), name);
                registered.add(name);
            } catch (JMException e) {
                throw new IllegalStateException("can't show " + type + " in JMX", e);
            }
        });
    }

    public synchronized void remove(String type) {
        try {
            ObjectName name = new ObjectName("dev.lamplighter:type=" + type);
            if (registered.remove(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException e) {
            throw new IllegalStateException("can't remove " + type, e);
        }
    }

    @Override
    public synchronized void close() {
        for (ObjectName name : registered) {
            try {
                server.unregisterMBean(name);
            } catch (JMException e) {
                throw new IllegalStateException("can't remove " + name, e);
            }
        }
        registered.clear();
    }
}
