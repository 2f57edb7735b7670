package dev.lamplighter.app.command;

import dev.lamplighter.app.access.VerbInvoker;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Marks a command that only asks or tells the running service, and reads no file that its words name (a picocli mix-in). So the
 * service itself can carry it out for whoever may connect to its socket.
 */
class RunningServiceMixin extends ServiceMixin {
    private @Nullable VerbInvoker here;

    /** Has the command call these verbs, in the process of the service. */
    final void callHere(VerbInvoker verbs) {
        here = verbs;
    }

    @Override
    final VerbInvoker reached(Access access) throws IOException {
        return here == null ? super.reached(access) : here;
    }
}
