package dev.lamplighter.app;

import picocli.CommandLine.IVersionProvider;

/** Reads the version from the jar's manifest; the version is "development" where there is no jar. */
public final class ProjectVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Lamplighter.class.getPackage().getImplementationVersion();
        return new String[] {"lamplighter " + (version == null ? "development" : version)};
    }
}
