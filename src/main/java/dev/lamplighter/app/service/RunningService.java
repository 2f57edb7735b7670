package dev.lamplighter.app.service;

import dev.lamplighter.base.AttachedJvm;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.panel.PanelMXBean;
import java.io.IOException;
import java.util.List;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.jspecify.annotations.Nullable;

/** The service that runs from a home folder, as a command beside it sees it. */
public final class RunningService implements AutoCloseable {
    private static final String MAIN = "dev.lamplighter.app.Lamplighter";

    private final JMXConnector connector;

    private RunningService(JMXConnector connector) {
        this.connector = connector;
    }

    /** The one process that runs from here; refuses none and several. */
    public static RunningService of(Home home) {
        List<Long> pids = ProcessHandle.allProcesses()
                .filter(process -> isService(process.info().arguments().orElse(new String[0]), home))
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
        if (pids.size() != 1) {
            throw new ProblemException(new Problem(
                    "LIGHT-032",
                    home.folder().toString(),
                    pids.isEmpty() ? "no service runs from here" : "processes " + pids + " run from here",
                    "the picture is asked of the running service",
                    pids.isEmpty() ? "start it: bin/lamplighter run" : "choose one with --pid"));
        }
        return of(pids.get(0));
    }

    public static RunningService of(long pid) {
        try {
            return new RunningService(AttachedJvm.connect(pid));
        } catch (IOException e) {
            throw unreachable("process " + pid, String.valueOf(e.getMessage()), e);
        }
    }

    public PanelMXBean panel() {
        try {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            ObjectName name = new ObjectName("dev.lamplighter:type=Panel");
            if (!beans.isRegistered(name)) {
                throw unreachable(name.toString(), "it isn't there", null);
            }
            return JMX.newMXBeanProxy(beans, name, PanelMXBean.class);
        } catch (IOException | JMException e) {
            throw unreachable("dev.lamplighter:type=Panel", String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw unreachable("JMX", String.valueOf(e.getMessage()), e);
        }
    }

    /** By its command line, as bin/lamplighter writes it: a list of JVMs would miss one with a /tmp of its own. */
    private static boolean isService(String[] arguments, Home home) {
        List<String> words = List.of(arguments);
        int main = words.indexOf(MAIN);
        return main >= 0
                && words.contains("-Dlamplighter.home=" + home.folder())
                && (main == words.size() - 1 || words.get(main + 1).equals("run"));
    }

    private static ProblemException unreachable(String where, String why, @Nullable Exception cause) {
        return new ProblemException(
                new Problem(
                        "LIGHT-032",
                        where,
                        "can't be asked (" + why + ")",
                        "the picture is asked of the running service",
                        "ask as the user it runs as, when it has started"),
                cause);
    }
}
