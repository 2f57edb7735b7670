package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.aws.FaultHook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Kills a service (SIGKILL) at chosen calls: each has been carried out, but its answer never arrives. */
final class Killer implements FaultHook {
    private final List<Moment> moments = new ArrayList<>();
    private final List<String> kills = new ArrayList<>();
    private @Nullable ServiceProcess victim;

    private record Moment(String name, Predicate<SdkRequest> call) {}

    /** Once, at the first call that matches. */
    synchronized <T extends SdkRequest> Killer at(String name, Class<T> type, Predicate<T> matches) {
        moments.add(new Moment(name, request -> type.isInstance(request) && matches.test(type.cast(request))));
        return this;
    }

    synchronized void aimAt(ServiceProcess service) {
        victim = service;
    }

    /** Kills now, for a reason of the caller's; false where it was dead already. */
    synchronized boolean kill(String name) {
        if (victim == null || !victim.isAlive()) {
            return false;
        }
        victim.close();
        kills.add(name);
        return true;
    }

    /** What has happened, in order. */
    synchronized List<String> kills() {
        return List.copyOf(kills);
    }

    /** Whether every chosen call has come. */
    synchronized boolean isContent() {
        return moments.isEmpty();
    }

    @Override
    public void before(String service, String operation, SdkRequest request) {}

    @Override
    public synchronized void after(String service, String operation, SdkRequest request) {
        moments.stream()
                .filter(moment -> moment.call().test(request))
                .findFirst()
                .ifPresent(moment -> {
                    moments.remove(moment);
                    kill(moment.name());
                });
    }
}
