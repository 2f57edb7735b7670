package dev.lamplighter.sandbox;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Connects to another Java process of the same user, whose JMX the JDK opens on a port of its choice: for watching stand-ins, not for operators. */
final class AttachedJvm {
    private AttachedJvm() {}

    /** JMX of a process; starts the process's local agent if need be. */
    @SuppressWarnings("BanJNDI") // the address comes from the agent of a process of the same user
    static JMXConnector connect(long pid) throws IOException {
        VirtualMachine machine = attach(pid);
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    private static VirtualMachine attach(long pid) throws IOException {
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            throw new IOException("process " + pid + " can't be attached to", e);
        }
    }
}
