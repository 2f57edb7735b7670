package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.code.CostProblemCode;
import java.util.List;
import javax.sql.DataSource;

/** Makes what runs SQL statements on the cost ledger's tables; when the database can't be used, that is COST-101. */
public final class LedgerSqlFactory {
    private LedgerSqlFactory() {}

    /**
     * Makes the tables at once.
     *
     * @param tables statements that make them where they are missing
     * @param without what isn't done without them, as "nothing is published"
     * @throws ProblemException when they can't be made
     */
    public static SqlExecutor of(DataSource database, List<String> tables, String without) {
        SqlExecutor statements = new SqlExecutor(
                database,
                tables,
                "the cost ledger",
                (problem, cause) -> new ProblemException(
                        new Problem(
                                CostProblemCode.LEDGER_FAILED,
                                "cost ledger",
                                problem.why(),
                                "without the ledger " + without,
                                "look at the disk and at the file lamplighter.mv.db in the state folder",
                                Problem.Kind.RETRY),
                        cause));
        statements.makeTables();
        return statements;
    }
}
