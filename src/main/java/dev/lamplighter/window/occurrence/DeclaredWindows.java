package dev.lamplighter.window.occurrence;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.ResourcePrecedence;
import dev.lamplighter.window.declare.StreamingWindow;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the windows that are declared now, until windows.yaml is read again: then all are replaced at once. Thread-safe. */
public final class DeclaredWindows {
    private volatile Declaration declaration;

    /** What one reading of windows.yaml declared; {@code withdrawn} are names of windows declared before. */
    private record Declaration(
            List<StreamingWindow> windows,
            Map<String, StreamingWindow> byName,
            ResourcePrecedence resourcePrecedence,
            Set<String> withdrawn) {}

    /** @param windows in the order of the file; of two with one name the first counts */
    public DeclaredWindows(List<StreamingWindow> windows) {
        this.declaration = declaration(windows, Set.of());
    }

    private static Declaration declaration(List<StreamingWindow> windows, Set<String> earlier) {
        Map<String, StreamingWindow> byName = new LinkedHashMap<>();
        windows.forEach(window -> byName.putIfAbsent(window.name(), window));
        Set<String> withdrawn = new HashSet<>(earlier);
        withdrawn.removeAll(byName.keySet());
        List<StreamingWindow> inOrder = List.copyOf(byName.values());
        return new Declaration(
                inOrder, Collections.unmodifiableMap(byName), new ResourcePrecedence(inOrder), withdrawn);
    }

    public synchronized void replace(List<StreamingWindow> windows) {
        Set<String> earlier = new HashSet<>(declaration.withdrawn());
        earlier.addAll(declaration.byName().keySet());
        declaration = declaration(windows, earlier);
    }

    /** The declared windows in the order of the file; the same list until they are replaced. */
    public List<StreamingWindow> all() {
        return declaration.windows();
    }

    /** Null when no window of this name is declared. */
    @Nullable
    public StreamingWindow find(String name) {
        return declaration.byName().get(name);
    }

    /**
     * The window with this name.
     *
     * @throws ProblemException if no usable one has it
     */
    public StreamingWindow get(String name) {
        return Optional.ofNullable(find(name))
                .orElseThrow(() -> new ProblemException(new Problem(
                        WindowProblemCode.NO_SUCH_WINDOW,
                        name,
                        "no such window",
                        "windows.yaml declares no usable window of this name",
                        Suggestion.nearest(name, declaration.byName().keySet())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("declare it, or correct its declaration"))));
    }

    public ResourcePrecedence precedence() {
        return declaration.resourcePrecedence();
    }

    /** Whether a window of this name was declared before, and no longer is. */
    public boolean isWithdrawn(String name) {
        return declaration.withdrawn().contains(name);
    }
}
