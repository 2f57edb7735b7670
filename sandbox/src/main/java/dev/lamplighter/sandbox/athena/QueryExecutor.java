package dev.lamplighter.sandbox.athena;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.sandbox.glue.HiveSyntaxException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.AthenaError;

/**
 * Carries out one statement from QUEUED to its final state and leaves its result in S3. The result is there before the
 * state says so. {@code .metadata} is a placeholder: AWS does not document what is in it.
 */
final class QueryExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(QueryExecutor.class);

    // "Athena error catalog", Amazon Athena User Guide: two categories, then types.
    private static final int SYSTEM = 1;
    private static final int USER = 2;
    private static final int ENGINE_FAILED = 200;
    private static final int RESULT_NOT_WRITTEN = 401;
    private static final int USER_ERROR = 1000;
    private static final int DDL_FAILED = 1003;

    private final TrinoEngine engine;
    private final HiveDdl ddl;
    private final ResultStore results;

    QueryExecutor(TrinoEngine engine, HiveDdl ddl, ResultStore results) {
        this.engine = engine;
        this.ddl = ddl;
        this.results = results;
    }

    void run(QueryRecord query) {
        if (!query.begin()) {
            return;
        }
        try (ResultWriter writer = new ResultWriter()) {
            if (query.kind().isHive()) {
                runHive(query, writer);
            } else {
                runEngine(query, writer);
            }
            store(query, writer);
            query.succeed();
        } catch (HiveSyntaxException | DdlFailure refusal) {
            query.fail(String.valueOf(refusal.getMessage()), error(USER, DDL_FAILED, refusal));
        } catch (TrinoFailure failure) {
            boolean isUsers = failure.isUserError();
            query.fail(
                    failure.name() + ": " + failure.getMessage(),
                    error(isUsers ? USER : SYSTEM, isUsers ? USER_ERROR : ENGINE_FAILED, failure));
        } catch (SdkException failure) {
            query.fail(
                    "The result can't be written: " + failure.getMessage(), error(SYSTEM, RESULT_NOT_WRITTEN, failure));
        } catch (ProblemException failure) {
            LOG.error("{}", failure.problem().line());
            query.fail(failure.problem().line(), error(SYSTEM, ENGINE_FAILED, failure));
        } catch (RuntimeException failure) {
            LOG.error("a query ended in a defect of the stand-in queryExecutionId={}", query.id(), failure);
            query.fail("INTERNAL_ERROR: " + failure, error(SYSTEM, ENGINE_FAILED, failure));
        }
    }

    private void runHive(QueryRecord query, ResultWriter writer) {
        DdlAnswer answer = ddl.run(query.request().queryString(), query.database());
        answer.lines().forEach(writer::line);
        query.describe(ResultColumns.ofText(answer.columns()), 0, null);
    }

    private void runEngine(QueryRecord query, ResultWriter writer) {
        String folder = query.outputLocation().replaceFirst("[^/]*\\z", "");
        CreateTableAs statement =
                CreateTableAs.of(query.request().queryString(), folder + "tables/" + query.id() + "/");
        TrinoStatementClient running =
                engine.query(withParameters(statement.sql(), query), query.database(), statement.session());
        query.attach(running);
        EngineRows rows = new EngineRows(query.kind(), writer);
        do {
            rows.take(running.columns(), running.rows());
        } while (running.advance());
        query.describe(
                query.kind() == StatementKind.VIEW ? List.of() : ResultColumns.ofQuery(running.columns()),
                running.physicalInputBytes(),
                rows.updateCount());
    }

    /** Parameters are literals of the language, as in {@code EXECUTE ... USING}: texts come in quotes. */
    private static String withParameters(String sql, QueryRecord query) {
        if (!query.request().hasExecutionParameters()) {
            return sql;
        }
        return "EXECUTE IMMEDIATE '" + sql.replace("'", "''") + "' USING "
                + String.join(", ", query.request().executionParameters());
    }

    private void store(QueryRecord query, ResultWriter writer) {
        if (query.kind() != StatementKind.WRITE) {
            results.put(query.outputLocation(), writer.finish());
            results.put(query.outputLocation() + ".metadata", new byte[0]);
        }
    }

    private static AthenaError error(int category, int type, RuntimeException failure) {
        return AthenaError.builder()
                .errorCategory(category)
                .errorType(type)
                .retryable(false)
                .errorMessage(failure.getMessage())
                .build();
    }
}
