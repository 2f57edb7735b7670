package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.RecordedFile;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.cost.publish.PublishingFixture;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails while a window opens and closes, a type is lent and months are published: whatever of what was not yet
 * forced the disk holds, the database opens with all that was committed before, or with the commit besides that was under way.
 * {@code -Dlamplighter.powercut=<images>} tries that many.
 */
final class PowerCutTest {
    private static final long SEED = 20261127;
    private static final int IMAGES = Integer.getInteger("lamplighter.powercut", 40);
    private static final String LENDING = Stage.SUNDAY + "    alternates: [c6i.large]\n";

    @TempDir
    private Path folder;

    /** What the database held after each commit, and at which moment of the recording that was. */
    private final List<Committed> commits = new ArrayList<>();

    private record Committed(int moment, String content, String mark) {}

    @Test
    void whateverThePowerTakesTheJournalIsWhole() throws Exception {
        run(folder.resolve("recorded"));
        Random random = new Random(SEED);
        List<Integer> moments = new ArrayList<>();
        for (int moment = commits.get(0).moment(); moment <= RecordedFile.moment(); moment++) {
            moments.add(moment);
        }
        Collections.shuffle(moments, random);
        Set<String> tried = new HashSet<>();
        for (int moment : moments) {
            for (byte[] image : tried.size() < IMAGES ? RecordedFile.images(moment, random) : List.<byte[]>of()) {
                if (tried.add(moment + " " + Arrays.hashCode(image))) {
                    open(moment, image, tried.size());
                }
            }
        }
        assertThat(tried).as("images").hasSizeGreaterThanOrEqualTo(Math.min(IMAGES, 40));
    }

    private void open(int moment, byte[] image, int number) throws IOException, SQLException {
        int last = lastCommit(moment);
        Path after = Files.createDirectories(folder.resolve("image-" + number));
        Files.write(after.resolve("lamplighter.mv.db"), image);
        Files.writeString(after.resolve("lamplighter.mark"), commits.get(last).mark());
        String told = "moment " + moment + ", image " + number + ", seed " + SEED;
        try (StateDatabase database = StateDatabase.open(after);
                Connection connection = database.dataSource().getConnection()) {
            assertThat(database.loss()).as(told).isEmpty();
            assertThat(content(connection))
                    .as(told)
                    .isIn(
                            commits.get(last).content(),
                            commits.get(Math.min(last + 1, commits.size() - 1)).content());
        }
    }

    private int lastCommit(int moment) {
        int last = 0;
        while (last + 1 < commits.size() && commits.get(last + 1).moment() <= moment) {
            last++;
        }
        return last;
    }

    private void run(Path state) throws IOException, SQLException {
        try (StateDatabase database = RecordedFile.record(state);
                Stage stage = new Stage(LENDING)) {
            database.mark();
            DataSource noting = noting(database, state.resolve("lamplighter.mark"));
            stage.file = database;
            stage.restart(noting);
            stage.ec2.before("StartInstances", id -> {
                if (stage.ec2.type(id).equals("c7i.large")) {
                    throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
                }
            });
            AlertOutbox alerts = new AlertOutbox(noting, stage.clock);
            stage.runTo("2026-11-22T14:40:00Z");
            PublishingFixture costs = new PublishingFixture(noting, "hourly");
            costs.deliver("hourly", "2026-09", "a1", "1", "2");
            costs.deliver("hourly", "2026-10", "b1", "3");
            assertThat(costs.poll()).isEmpty();
            stage.alerts.raised("windows");
            alerts.pending().forEach(alerts::sent);
            stage.clock.set("2026-11-23T00:59:00Z");
            stage.runTo("2026-11-23T01:10:00Z");
            assertThat(stage.origin()).isEqualTo("stopped");
            assertThat(stage.ec2.type(Stage.ORIGIN)).isEqualTo("c7i.large");
        }
    }

    /** Notes what is there after each commit. */
    private DataSource noting(StateDatabase database, Path mark) throws SQLException, IOException {
        DataSource below = database.dataSource();
        try (Connection connection = below.getConnection()) {
            commits.add(committed(connection, mark));
        }
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection connection = below.getConnection();
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, call, given) -> {
                                try {
                                    Object result = call.invoke(connection, given);
                                    if (call.getName().equals("commit")) {
                                        commits.add(committed(connection, mark));
                                    }
                                    return result;
                                } catch (InvocationTargetException e) {
                                    throw e.getTargetException();
                                }
                            });
                });
    }

    /** By the connection that committed: no other is handed out meanwhile. */
    private static Committed committed(Connection connection, Path mark) throws SQLException, IOException {
        int moment = RecordedFile.moment();
        return new Committed(moment, content(connection), Files.readString(mark));
    }

    private static String content(Connection connection) throws SQLException {
        TreeMap<String, String> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC'")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            for (String name : names) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + name)) {
                    List<String> lines = new ArrayList<>();
                    while (rows.next()) {
                        StringBuilder line = new StringBuilder();
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            line.append(rows.getString(column)).append('|');
                        }
                        lines.add(line.toString());
                    }
                    Collections.sort(lines);
                    if (!lines.isEmpty()) {
                        tables.put(name, String.join("\n", lines));
                    }
                }
            }
        }
        return tables.toString();
    }
}
