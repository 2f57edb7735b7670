package dev.lamplighter.app.status;

import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verb.Effect;
import java.time.InstantSource;
import java.util.List;

/** Declares the verbs that are about the service as a whole. */
public final class StatusVerbs {
    private StatusVerbs() {}

    public static List<Verb> of(ServiceStatus status, InstantSource clock) {
        return List.of(
                new Verb(
                        "status",
                        Effect.ASKS,
                        "Windows, light, costs, alerts and what is set aside, in lines.",
                        List.of(),
                        verbArguments -> StatusText.lines(status.json(), clock.instant())),
                new Verb(
                        "status-json",
                        Effect.ASKS,
                        "The same as one object of JSON.",
                        List.of(),
                        verbArguments -> List.of(status.json().toString())));
    }
}
