package dev.lamplighter.sandbox.glue;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;

/** Keeps databases and their tables by lower-case name. Not thread-safe: {@link GlueStandIn} holds the lock. */
final class InMemoryGlueCatalog {
    private final NavigableMap<String, Database> databases = new TreeMap<>();
    private final NavigableMap<String, NavigableMap<String, StoredTable>> tables = new TreeMap<>();

    List<Database> databases() {
        return List.copyOf(databases.values());
    }

    Database database(String name) {
        Database database = databases.get(GlueConverter.folded(name));
        if (database == null) {
            throw missing("Database " + name + " not found.");
        }
        return database;
    }

    void add(Database database) {
        if (databases.putIfAbsent(database.name(), database) != null) {
            throw exists("Database already exists.");
        }
        tables.put(database.name(), new TreeMap<>());
    }

    void replace(Database database) {
        database(database.name());
        databases.put(database.name(), database);
    }

    /** With all its tables, as Glue does it. */
    void removeDatabase(String name) {
        String folded = database(name).name();
        databases.remove(folded);
        tables.remove(folded);
    }

    List<StoredTable> tables(String database) {
        return List.copyOf(tablesOf(database).values());
    }

    @Nullable
    StoredTable find(String database, String table) {
        return tablesOf(database).get(GlueConverter.folded(table));
    }

    StoredTable table(String database, String table) {
        StoredTable found = find(database, table);
        if (found == null) {
            throw missing("Table " + table + " not found.");
        }
        return found;
    }

    void add(Table table) {
        if (tablesOf(table.databaseName()).putIfAbsent(table.name(), new StoredTable(table)) != null) {
            throw exists("Table already exists.");
        }
    }

    void removeTable(String database, String table) {
        table(database, table);
        tablesOf(database).remove(GlueConverter.folded(table));
    }

    private NavigableMap<String, StoredTable> tablesOf(String database) {
        NavigableMap<String, StoredTable> found = tables.get(database(database).name());
        if (found == null) {
            throw new IllegalStateException("database without its table list: " + database);
        }
        return found;
    }

    private static EntityNotFoundException missing(String message) {
        return EntityNotFoundException.builder().message(message).build();
    }

    private static AlreadyExistsException exists(String message) {
        return AlreadyExistsException.builder().message(message).build();
    }
}
