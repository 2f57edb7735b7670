package dev.lamplighter.cost.query;

import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.StateMove;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Copies the answers of a folder into the table that copies of the service share, as a part of moving the state. */
public final class AnswersMove implements StateMove.Part {
    private final AnswerFolder from;

    public AnswersMove(AnswerFolder from) {
        this.from = from;
    }

    @Override
    public String table() {
        return "cost_answer";
    }

    @Override
    public int copy(Connection target) throws SQLException, IOException {
        try (Statement statement = target.createStatement()) {
            statement.execute(SharedAnswers.TABLE);
        }
        int here = 0;
        for (String folder : from.folders()) {
            for (String name : from.names(folder)) {
                copy(target, folder, name);
                here++;
            }
        }
        return here;
    }

    private void copy(Connection target, String folder, String name) throws SQLException, IOException {
        byte[] csv = Files.readAllBytes(from.file(folder, name));
        int inserted = SharedAnswers.insert(
                target, folder, name, csv, from.changes(folder, name), from.unarchivedKey(folder, name));
        if (inserted == 0) {
            List<byte[]> there = SqlExecutor.select(
                    target,
                    "SELECT content FROM cost_answer WHERE folder = ? AND file = ?",
                    row -> row.getBytes(1),
                    folder,
                    name);
            if (there.stream().noneMatch(content -> Arrays.equals(content, csv))) {
                throw new SQLIntegrityConstraintViolationException(
                        "the answer " + folder + "/" + name + " is another one there");
            }
        }
    }

    @Override
    public int rowsThere(Connection target) throws SQLException {
        return SqlExecutor.select(target, "SELECT COUNT(*) FROM cost_answer", row -> row.getInt(1))
                .get(0);
    }
}
