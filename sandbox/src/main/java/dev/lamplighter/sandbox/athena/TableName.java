package dev.lamplighter.sandbox.athena;

import dev.lamplighter.sandbox.glue.HiveGrammar;
import java.util.List;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.IdentifierReferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.MultipartIdentifierContext;

/** Names a table by its full name, in lower case. */
record TableName(String database, String table) {
    private static final String CATALOG = "awsdatacatalog";

    /** @param database what an unqualified name is in */
    static TableName of(IdentifierReferenceContext reference, String database) {
        List<String> parts = parts(reference.multipartIdentifier());
        return switch (parts.size()) {
            case 1 -> new TableName(database, parts.get(0));
            case 2 -> new TableName(parts.get(0), parts.get(1));
            default -> throw HiveGrammar.refusal(reference, "a table is [database.]table, got " + reference.getText());
        };
    }

    static String database(MultipartIdentifierContext name) {
        List<String> parts = parts(name);
        if (parts.size() != 1) {
            throw HiveGrammar.refusal(name, "a database has one name, got " + name.getText());
        }
        return parts.get(0);
    }

    private static List<String> parts(MultipartIdentifierContext name) {
        List<String> parts =
                name.errorCapturingIdentifier().stream().map(HiveGrammar::name).toList();
        return parts.size() > 1 && parts.get(0).equals(CATALOG) ? parts.subList(1, parts.size()) : parts;
    }

    @Override
    public String toString() {
        return database + "." + table;
    }
}
