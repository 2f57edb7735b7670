package dev.lamplighter.app.jmx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.RequiredModelMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;

/**
 * Makes the MBeans of routes and their steps as Camel does, and lets those of one class share the description of their
 * attributes and operations. Camel makes one for each, which with a hundred routes is a quarter of the heap.
 */
public final class SharedMBeanInfos extends DefaultManagementMBeanAssembler {

    private final Map<Class<?>, ModelMBeanInfo> infos = new ConcurrentHashMap<>();

    private SharedMBeanInfos(CamelContext context) {
        super(context);
    }

    /** Installs itself in a context. Must be called before the context is initialized. */
    public static void useIn(CamelContext context) {
        context.getCamelContextExtension().setManagementMBeanAssembler(new SharedMBeanInfos(context));
    }

    @Override
    public ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
        ModelMBean mbean = super.assemble(server, managed, name);
        if (mbean instanceof RequiredModelMBean assembled && !describesItself(managed)) {
            ModelMBeanInfo own = (ModelMBeanInfo) assembled.getMBeanInfo();
            assembled.setModelMBeanInfo(infos.computeIfAbsent(managed.getClass(), type -> own));
        }
        return mbean;
    }

    /** Whether the endpoint, consumer or processor behind the bean has attributes of its own, which Camel joins to the bean's. */
    private static boolean describesItself(Object managed) {
        return managed instanceof ManagedInstance behind
                && behind.getInstance() != null
                && behind.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
    }
}
