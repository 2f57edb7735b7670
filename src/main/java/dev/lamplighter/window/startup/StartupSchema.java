package dev.lamplighter.window.startup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Knows which elements startup.xml has, where, and how often. */
final class StartupSchema {
    /** How often an element may be there. */
    record Occurs(int least, int most) {
        static final Occurs ONCE = new Occurs(1, 1);
        static final Occurs MAYBE = new Occurs(0, 1);
        static final Occurs ANY = new Occurs(0, Integer.MAX_VALUE);
    }

    private static final Map<String, Map<String, Occurs>> ELEMENTS = new LinkedHashMap<>();

    static {
        put("Startup", "Commands", Occurs.ONCE);
        put("Commands", "Download", Occurs.ANY);
        put("Commands", "RunScript", Occurs.ANY);
        put("Commands", "Install", Occurs.ANY);
        put("Download", "URL", Occurs.ONCE);
        put("Download", "Data", Occurs.MAYBE);
        put("Download", "Header", Occurs.ANY);
        put("Download", "Destination", Occurs.ONCE);
        put("Download", "Action", Occurs.MAYBE);
        put("Header", "Name", Occurs.ONCE);
        put("Header", "Value", Occurs.ONCE);
        put("RunScript", "Script", Occurs.ONCE);
        put("RunScript", "Param", Occurs.ANY);
        put("Install", "Folder", Occurs.MAYBE);
        put("Install", "Package", Occurs.MAYBE);
    }

    private StartupSchema() {}

    private static void put(String parent, String child, Occurs occurs) {
        ELEMENTS.computeIfAbsent(parent, name -> new LinkedHashMap<>()).put(child, occurs);
    }

    /** What may stand in an element; empty for one that holds text. */
    static Optional<Map<String, Occurs>> children(String name) {
        return Optional.ofNullable(ELEMENTS.get(name));
    }

    /** Whether an element may be there without text. */
    static boolean mayBeEmpty(String name) {
        return name.equals("Param") || name.equals("Data") || name.equals("Action") || name.equals("Value");
    }
}
