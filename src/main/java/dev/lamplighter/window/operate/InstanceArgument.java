package dev.lamplighter.window.operate;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the instance that an operator means, by its id or its Name tag. */
final class InstanceArgument {
    private static final String ID_FORM = "i-[0-9a-f]+";

    private InstanceArgument() {}

    /**
     * The id.
     *
     * @throws dev.lamplighter.base.ProblemException when no instance, or more than one, is called so
     */
    static String id(String said, WindowsSnapshot windowsSnapshot) {
        String name = said.strip();
        if (name.matches(ID_FORM)) {
            return name;
        }
        List<String> ids = windowsSnapshot.names().idsOf(name);
        if (ids.size() > 1) {
            throw VerbRefusals.severalInstances(name, windowsSnapshot.names().choiceOf(name));
        }
        if (ids.isEmpty()) {
            throw VerbRefusals.unknownInstance(name, known(windowsSnapshot));
        }
        return ids.get(0);
    }

    /** What an operator may say: the ids and the names of the windows' instances. */
    static Set<String> known(WindowsSnapshot windowsSnapshot) {
        Set<String> known = new TreeSet<>(windowsSnapshot.instances());
        windowsSnapshot
                .instances()
                .forEach(id -> windowsSnapshot.names().nameOf(id).ifPresent(known::add));
        return known;
    }
}
