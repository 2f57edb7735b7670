package dev.lamplighter.app.service;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The domain {@code dev.lamplighter} in JMX, gone again when closed. */
final class JmxNames implements AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> registered = new ArrayList<>();

    /** Registers each under {@code dev.lamplighter:type=<key>}. */
    void register(Map<String, Object> mxBeans) {
        mxBeans.forEach((type, bean) -> {
            try {
                ObjectName name = new ObjectName("dev.lamplighter:type=" + type);
                server.registerMBean(bean, name);
                registered.add(name);
            } catch (JMException e) {
                throw new IllegalStateException("can't show " + type + " in JMX", e);
            }
        });
    }

    @Override
    public void close() {
        for (ObjectName name : registered) {
            try {
                server.unregisterMBean(name);
            } catch (JMException e) {
                throw new IllegalStateException("can't remove " + name, e);
            }
        }
    }
}
