package dev.lamplighter.window.startup;

import java.util.List;
import java.util.Map;

/** Tells what Wowza does at one point of startup.xml. */
sealed interface StartupXmlCommand {
    /** Where it begins in startup.xml. */
    int line();

    /** What is done with a file once it is downloaded. */
    enum Action {
        /** It stays as it is. */
        NONE,
        /** It is unpacked beside itself. */
        UNZIP,
        /** It is unpacked into Wowza's home. */
        INSTALL
    }

    /**
     * Fetches a file, by POST if it has data.
     *
     * @param data what is sent, empty for a GET
     * @param destination a file, from the root of the package, or absolute
     */
    record Download(
            int line,
            String url,
            String data,
            List<Map.Entry<String, String>> headers,
            String destination,
            Action action)
            implements StartupXmlCommand {
        public Download {
            headers = List.copyOf(headers);
        }
    }

    /** Runs a script, of the package or of the machine. */
    record RunScript(int line, String script, List<String> params) implements StartupXmlCommand {
        public RunScript {
            params = List.copyOf(params);
        }
    }

    /** Copies a folder over Wowza's home. */
    record InstallFolder(int line, String folder) implements StartupXmlCommand {}

    /** Unpacks a zipped folder over Wowza's home, from a path or a URL. */
    record InstallPackage(int line, String source) implements StartupXmlCommand {}
}
