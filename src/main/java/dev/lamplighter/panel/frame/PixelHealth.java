package dev.lamplighter.panel.frame;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.pixel.PixelOwner;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the freshness of the sources and the failed checks, as the pixels show them.
 *
 * @param freshness of the polls, by source
 * @param failed by instance id
 */
public record PixelHealth(Map<String, Freshness> freshness, Map<String, FailedCheck> failed) {
    public PixelHealth {
        freshness = Map.copyOf(freshness);
        failed = Map.copyOf(failed);
    }

    /** The worst freshness of these sources; of all sources if none of these is known. */
    public Freshness freshness(Set<String> sources) {
        Freshness worst = null;
        for (String source : sources) {
            Freshness one = freshness.get(source);
            if (one != null && (worst == null || one.compareTo(worst) > 0)) {
                worst = one;
            }
        }
        return worst == null ? worst() : worst;
    }

    /** The worst freshness of all sources. */
    public Freshness worst() {
        return freshness.values().stream().max(Comparator.naturalOrder()).orElse(Freshness.FRESH);
    }

    /**
     * Of the owner's failed checks, the one that failed first. Only running instances count, because a stopped one is not
     * expected to answer.
     */
    public Optional<FailedCheck> failed(PixelOwner pixelOwner) {
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        return pixelOwner.instances().stream()
                .filter(instance -> instance.state() == InstanceState.RUNNING)
                .map(Instance::id)
                .filter(failed::containsKey)
                .map(failed::get)
                .min(Comparator.comparing(FailedCheck::since));
    }

    /** The meaning of a pixel in words: {@code running, check failed (http: 503) since 2026-..., STALE}. */
    public String meaning(PixelOwner pixelOwner) {
        int count = pixelOwner.instances().size();
        String state = (count > 1 ? "worst of " + count + " " : "")
                + pixelOwner.state().awsName();
        String check = failed(pixelOwner).map(failure -> ", " + failure).orElse("");
        Freshness age = freshness(pixelOwner.sources());
        return state + check + (age == Freshness.FRESH ? "" : ", " + age);
    }
}
