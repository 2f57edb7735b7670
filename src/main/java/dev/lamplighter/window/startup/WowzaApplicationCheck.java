package dev.lamplighter.window.startup;

import dev.lamplighter.base.code.PackageProblemCode;
import java.util.Set;
import java.util.TreeSet;

/** Compares the applications of a package with their configuration: Wowza wants a folder for both. */
final class WowzaApplicationCheck {
    private static final String APPLICATIONS = "wowza/applications/";
    private static final String CONF = "wowza/conf/";

    private WowzaApplicationCheck() {}

    static void check(PackageContent content, PackageFindings findings) {
        Set<String> applications = foldersIn(APPLICATIONS, content);
        Set<String> configured = foldersIn(CONF, content);
        for (String name : configured) {
            if (!applications.contains(name)) {
                findings.problem(
                        PackageProblemCode.NO_APPLICATION_FOLDER,
                        content.where(CONF + name),
                        "no folder " + APPLICATIONS + name,
                        "Wowza starts no application without it, and a ZIP file forgets an empty folder that is not in it by"
                                + " itself",
                        "make the folder, it may be empty: mkdir -p " + APPLICATIONS + name);
            }
        }
        for (String name : applications) {
            if (!configured.contains(name)) {
                findings.remark(
                        PackageProblemCode.NO_CONF_FOLDER,
                        content.where(APPLICATIONS + name),
                        "no folder " + CONF + name,
                        "the application gets conf/Application.xml of the machine",
                        "if that is not meant, add " + CONF + name + "/Application.xml");
            }
        }
    }

    private static Set<String> foldersIn(String parent, PackageContent content) {
        Set<String> names = new TreeSet<>();
        for (PackageEntry entry : content.entries()) {
            if (entry.path().startsWith(parent)) {
                String rest = entry.path().substring(parent.length());
                int slash = rest.indexOf('/');
                if (slash > 0 || entry.folder()) {
                    names.add(slash > 0 ? rest.substring(0, slash) : rest);
                }
            }
        }
        return names;
    }
}
