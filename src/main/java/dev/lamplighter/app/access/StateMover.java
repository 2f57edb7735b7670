package dev.lamplighter.app.access;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.CountText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.StateMove;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.cost.query.AnswerFolder;
import dev.lamplighter.cost.query.AnswersMove;
import dev.lamplighter.cost.query.QuerySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Copies the state of a service that doesn't run into a PostgreSQL database that copies of the service are to share. */
public final class StateMover {
    private StateMover() {}

    /**
     * Copies all rows and kept answers in one transaction, and leaves the files as they are.
     *
     * @return lines for people: how many rows each table has on both sides
     * @throws ProblemException when a service uses the state, or when it can't be copied; then nothing has changed
     */
    public static List<String> move(Configuration configuration, SharedDatabase target) {
        String folder = configuration.stateFolder().toString();
        if (!WindowsVerbConnector.hasState(configuration)) {
            throw new ProblemException(new Problem(
                    ConfigProblemCode.STATE_NOT_MOVED,
                    folder,
                    "the state was not moved",
                    "there is none here: no service has run with this state folder",
                    "name its folder by state.folder, or set state.url and start the service"));
        }
        try (StateDatabase state = StateDatabase.open(configuration.stateFolder())) {
            target.requireReachable();
            StateTables.create(state.dataSource());
            StateTables.create(target.dataSource());
            Map<String, Integer> rows = new StateMove(state.dataSource(), target.dataSource(), target.where())
                    .run(List.of(new AnswersMove(new AnswerFolder(QuerySettings.answers(configuration.settings())))));
            List<String> lines = new ArrayList<>();
            rows.forEach((table, count) -> lines.add(table + ": " + CountText.of(count, "row")));
            int all = rows.values().stream().mapToInt(Integer::intValue).sum();
            lines.add(CountText.of(all, "row") + " in " + target.where() + ", as in " + folder
                    + "; they count as soon as state.url names that database");
            return lines;
        }
    }
}
