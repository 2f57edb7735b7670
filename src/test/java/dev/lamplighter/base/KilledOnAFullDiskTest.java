package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk fills and is freed at random while the service writes, marks, stops and starts, and it is killed after any write:
 * the next start finds every commit that returned and speaks of no loss. {@code -Dlamplighter.kills=<images>} tries that many.
 */
final class KilledOnAFullDiskTest {
    private static final int IMAGES = Integer.getInteger("lamplighter.kills", 60);
    private static final long SEED = Long.getLong("lamplighter.seed", 3);
    private static final int STEPS = 300;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final Set<Integer> committed = new TreeSet<>();
    private final List<Image> images = new ArrayList<>();
    private int next;
    private int failures;

    /** What a kill leaves, and what had been committed. */
    private record Image(ByteBuffer file, String mark, Set<Integer> committed, String moment) {}

    @BeforeEach
    void register() {
        SmallDisk.register();
    }

    @AfterEach
    void free() {
        SmallDisk.register();
    }

    @Test
    void nothingThatWasCommittedIsMissedNorTakenForLost() throws Exception {
        Path state = folder.resolve("state");
        run(state);
        assertThat(failures).as("writes that found no space").isGreaterThan(5);
        assertThat(committed).as("writes that found some").hasSizeGreaterThan(50);
        SmallDisk.register();
        Collections.shuffle(images, random);
        List<Image> tried = new ArrayList<>(images.subList(0, Math.min(IMAGES, images.size())));
        for (Image image : images.subList(tried.size(), images.size())) {
            if (isOlderToH2(image)) {
                tried.add(image);
            }
        }
        for (int number = 0; number < tried.size(); number++) {
            check(tried.get(number), folder.resolve("image-" + number));
        }
    }

    private void run(Path state) throws IOException {
        SmallDisk.afterEachWrite(() -> keep(state, "within a write"));
        StateDatabase database = StateDatabase.open(state, SmallDisk.SCHEME);
        database.mark();
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(20)) {
                case 0 -> SmallDisk.set(SmallDisk.Room.NO_MORE);
                case 1 -> SmallDisk.set(SmallDisk.Room.NONE);
                case 2, 3, 4 -> SmallDisk.set(SmallDisk.Room.ENOUGH);
                case 5 -> {
                    database.close();
                    keep(state, "closed");
                    database = opened(state);
                    keep(state, "opened");
                }
                case 6, 7 -> database.mark();
                default -> write(database);
            }
            keep(state, "after step " + step);
        }
        SmallDisk.set(SmallDisk.Room.ENOUGH);
        database.close();
        keep(state, "stopped");
    }

    /** A start that is refused is made again when there is space. */
    private static StateDatabase opened(Path state) {
        try {
            return StateDatabase.open(state, SmallDisk.SCHEME);
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isIn("CONFIG-014", "CONFIG-033");
            SmallDisk.set(SmallDisk.Room.ENOUGH);
            return StateDatabase.open(state, SmallDisk.SCHEME);
        }
    }

    private void write(StateDatabase database) {
        int id = next++;
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET RETENTION_TIME 0"); // else H2 reuses no space for 45 s
            statement.execute("CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, text VARCHAR(100000))");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO kept VALUES (?, ?)")) {
                insert.setInt(1, id);
                insert.setString(2, "x".repeat(random.nextInt(random.nextInt(8) == 0 ? 60_000 : 500)));
                insert.executeUpdate();
            }
            statement.execute("UPDATE kept SET text = SUBSTRING(text, 1, 200) WHERE id < " + (id - 5));
            connection.commit();
            committed.add(id);
        } catch (SQLException e) {
            failures++;
        }
    }

    private void keep(Path state, String moment) {
        try {
            Path mark = state.resolve("lamplighter.mark");
            if (Files.exists(mark)) {
                images.add(new Image(
                        ByteBuffer.wrap(Files.readAllBytes(state.resolve("lamplighter.mv.db"))),
                        Files.readString(mark),
                        Set.copyOf(committed),
                        moment));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether H2 by itself begins with less than the mark knows of. */
    private boolean isOlderToH2(Image image) throws IOException {
        Path file = Files.write(folder.resolve("alone.mv.db"), image.file().array());
        StateDatabaseVersion mark = StateDatabaseVersion.read(
                        Files.writeString(folder.resolve("alone.mark"), image.mark()))
                .orElseThrow();
        try (MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .readOnly()
                .autoCommitDisabled()
                .open()) {
            return store.getFileStore().lastChunkVersion() < mark.version();
        }
    }

    private void check(Image image, Path after) throws Exception {
        Files.createDirectories(after);
        Files.write(after.resolve("lamplighter.mv.db"), image.file().array());
        Files.writeString(after.resolve("lamplighter.mark"), image.mark());
        String told = image.moment() + ", " + image.mark() + ", seed " + SEED;
        try (StateDatabase database = StateDatabase.open(after)) {
            assertThat(database.loss()).as(told).isEmpty();
            if (!image.committed().isEmpty()) {
                assertThat(ids(database)).as(told).containsAll(image.committed());
            }
        }
    }

    private static Set<Integer> ids(StateDatabase database) throws SQLException {
        Set<Integer> ids = new HashSet<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }
}
