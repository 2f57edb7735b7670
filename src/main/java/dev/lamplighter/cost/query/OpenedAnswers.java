package dev.lamplighter.cost.query;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/**
 * Opens the store of answers: the folder of this machine or, where copies share a database, that one, which then has the answers of
 * the folder, too.
 *
 * @param problems a file of an earlier version that can't be read
 */
public record OpenedAnswers(AnswerStore store, List<Problem> problems) {
    /**
     * Opens the store.
     *
     * @param folder that of {@code cost.answers}
     */
    public static OpenedAnswers of(DataSource database, Path folder) {
        AnswerFolder here = new AnswerFolder(folder);
        if (!SharedDatabase.isShared(database)) {
            return new OpenedAnswers(here, List.of());
        }
        SharedAnswers shared = new SharedAnswers(database, here);
        try {
            shared.adopt();
            return new OpenedAnswers(shared, List.of());
        } catch (IOException e) {
            return new OpenedAnswers(
                    shared,
                    List.of(new Problem(
                            ConfigProblemCode.STATE_NOT_OPENED,
                            folder.toString(),
                            "answers of this machine are not in the shared database",
                            IoErrorText.of(e),
                            "let the service's user read them, then start the service again")));
        }
    }
}
