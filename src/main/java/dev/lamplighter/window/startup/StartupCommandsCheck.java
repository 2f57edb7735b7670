package dev.lamplighter.window.startup;

import dev.lamplighter.base.code.PackageProblemCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Follows the commands of startup.xml in their order, and tells what one of them needs that isn't there by then. */
final class StartupCommandsCheck {
    private final PackageContent content;
    private final PackageFindings findings;
    private final Set<String> downloaded = new HashSet<>();
    private final Set<String> unzippedInto = new HashSet<>();
    private final Set<String> installed = new HashSet<>();

    private StartupCommandsCheck(PackageContent content, PackageFindings findings) {
        this.content = content;
        this.findings = findings;
    }

    static void check(List<StartupXmlCommand> commands, PackageContent content, PackageFindings findings) {
        StartupCommandsCheck references = new StartupCommandsCheck(content, findings);
        boolean installs = commands.stream().anyMatch(StartupCommandsCheck::isInstall);
        for (StartupXmlCommand command : commands) {
            if (command instanceof StartupXmlCommand.Download download) {
                references.download(download);
            } else if (command instanceof StartupXmlCommand.RunScript run) {
                references.run(run, installs);
            } else if (command instanceof StartupXmlCommand.InstallFolder install) {
                references.install(install);
            } else if (command instanceof StartupXmlCommand.InstallPackage install) {
                references.install(install);
            }
        }
        references.checkInstalled();
    }

    private static boolean isInstall(StartupXmlCommand command) {
        return command instanceof StartupXmlCommand.InstallFolder
                || command instanceof StartupXmlCommand.InstallPackage;
    }

    private void download(StartupXmlCommand.Download download) {
        checkUrl(download.url(), download);
        String to = download.destination();
        boolean named = !to.endsWith("/");
        boolean usable = !named || isInside(to.startsWith("/") ? to.substring(1) : to, download);
        boolean zipped = download.action() != StartupXmlCommand.Action.NONE;
        if (usable && (!named || content.hasFolder(to) || (zipped && !isZip(to)))) {
            findings.problem(
                    PackageProblemCode.BAD_DESTINATION,
                    where(download),
                    "Destination is \"" + to + "\"",
                    named && !content.hasFolder(to) ? "what is unpacked has to be a .zip" : "it is a folder",
                    "write the name of the file at its end, as in wowza/lib/plugins.zip");
        }
        installed.stream()
                .filter(folder -> to.startsWith(folder + "/"))
                .findFirst()
                .ifPresent(folder -> wrongOrder(
                        download,
                        "Download into " + folder + "/ after its Install",
                        "Wowza's home has got its copy by then",
                        "put the Download before the Install"));
        downloaded.add(to);
        if (download.action() == StartupXmlCommand.Action.UNZIP) {
            unzippedInto.add(to.substring(0, to.lastIndexOf('/') + 1));
        }
    }

    private static boolean isZip(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private void run(StartupXmlCommand.RunScript run, boolean installs) {
        String script = run.script();
        if (installs && installed.isEmpty() && script.startsWith("tuning/")) {
            wrongOrder(
                    run,
                    "runs " + script + " before the Install",
                    "the Install overwrites what it tunes",
                    "put the RunScript after the Install");
        }
        if (isOfPackage(script, run) && content.file(script).isEmpty() && !isDownloaded(script)) {
            missing(PackageProblemCode.SCRIPT_MISSING, run, script);
        }
    }

    private void install(StartupXmlCommand.InstallFolder install) {
        String folder = install.folder().replaceFirst("/$", "");
        if (isOfPackage(folder, install) && !content.hasFolder(folder) && !isBelowDownload(folder)) {
            missing(PackageProblemCode.FOLDER_MISSING, install, folder);
        }
        installed.add(folder);
    }

    private void install(StartupXmlCommand.InstallPackage install) {
        String source = install.source();
        if (EntryPaths.isUrl(source)) {
            checkUrl(source, install);
        } else if (isOfPackage(source, install) && content.hasFolder(source)) {
            findings.problem(
                    PackageProblemCode.FOLDER_MISSING,
                    where(install),
                    "Package is \"" + source + "\", a folder",
                    "a Package is a ZIP file or the URL of one",
                    "write <Folder>" + source + "</Folder>");
        } else if (isOfPackage(source, install) && content.file(source).isEmpty() && !isDownloaded(source)) {
            missing(PackageProblemCode.FOLDER_MISSING, install, source);
        }
        installed.add(source);
    }

    private void checkInstalled() {
        if (content.hasFolder("wowza") && !installed.contains("wowza")) {
            findings.problem(
                    PackageProblemCode.NOT_INSTALLED,
                    content.where("wowza"),
                    "no Install of the folder wowza",
                    "Wowza never gets what is in it",
                    "add <Install><Folder>wowza</Folder></Install> to startup.xml");
        }
    }

    /** A path that depends on a value is looked at when there is one. */
    private boolean isOfPackage(String path, StartupXmlCommand command) {
        return !Placeholders.MARK.matcher(path).find() && !path.startsWith("/") && isInside(path, command);
    }

    private boolean isInside(String path, StartupXmlCommand command) {
        Optional<String> trouble = EntryPaths.trouble(path);
        trouble.ifPresent(why -> findings.problem(
                command instanceof StartupXmlCommand.Download
                        ? PackageProblemCode.BAD_DESTINATION
                        : PackageProblemCode.PATH_OUTSIDE,
                where(command),
                "path \"" + path + "\"",
                why,
                "write a file by its path from the root of the package, or an absolute one of the machine"));
        return trouble.isEmpty();
    }

    private boolean isDownloaded(String path) {
        return downloaded.contains(path) || unzippedInto.stream().anyMatch(path::startsWith);
    }

    private boolean isBelowDownload(String folder) {
        return isDownloaded(folder) || downloaded.stream().anyMatch(file -> file.startsWith(folder + "/"));
    }

    private void checkUrl(String url, StartupXmlCommand command) {
        if (host(url).isEmpty()) {
            findings.problem(
                    PackageProblemCode.BAD_URL,
                    where(command),
                    "URL is \"" + url + "\"",
                    "it is no address that begins with https:// or http:// and a host",
                    "write it in full, with blanks as %20 and & as &amp;");
        } else if (url.toLowerCase(Locale.ROOT).startsWith("http:")) {
            findings.remark(
                    PackageProblemCode.PLAIN_HTTP,
                    where(command),
                    "URL is \"" + url + "\"",
                    "whoever is on the way can read and change what is fetched",
                    "use https://");
        }
    }

    private static Optional<String> host(String url) {
        try {
            URI uri = new URI(Placeholders.MARK.matcher(url).replaceAll("x"));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return scheme.equals("https") || scheme.equals("http")
                    ? Optional.ofNullable(uri.getHost())
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private void missing(PackageProblemCode code, StartupXmlCommand command, String path) {
        findings.problem(
                code,
                where(command),
                "\"" + path + "\" is not there by then",
                "the package doesn't have it and no Download before makes it",
                "add it to the package with the same capitals, or put its Download before");
    }

    private void wrongOrder(StartupXmlCommand command, String what, String why, String fix) {
        findings.problem(PackageProblemCode.WRONG_ORDER, where(command), what, why, fix);
    }

    private String where(StartupXmlCommand command) {
        return content.where(PackageContent.STARTUP_XML, command.line());
    }
}
