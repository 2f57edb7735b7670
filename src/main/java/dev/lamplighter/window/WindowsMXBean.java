package dev.lamplighter.window;

import java.util.List;
import java.util.Map;

/** Shows the windows in JMX. */
public interface WindowsMXBean {
    /** Declared windows in the order of the file, then windows no longer declared that are still open or closing. */
    List<WindowStatus> getWindows();

    /** Whether this copy acts; of several copies on one journal only one does. */
    boolean isActing();

    /** EC2 calls made by the windows since the start of the process, by operation. */
    Map<String, Long> getEc2Calls();
}
