package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import java.util.List;
import javax.sql.DataSource;

/** Creates the tables of the journal, in SQL that H2 and PostgreSQL share. */
final class JournalTables {
    static final List<String> ALL = List.of("""
        CREATE TABLE IF NOT EXISTS window_occurrence (
          window_name VARCHAR(64) NOT NULL,
          opens_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          closes_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          phase VARCHAR(16) NOT NULL,
          attempts INTEGER NOT NULL,
          last_error VARCHAR(1000) NOT NULL,
          last_reason VARCHAR(1000) NOT NULL,
          updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          PRIMARY KEY (window_name, opens_at))
        """, """
        CREATE TABLE IF NOT EXISTS window_claim (
          window_name VARCHAR(64) NOT NULL,
          opens_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          instance_id VARCHAR(32) NOT NULL,
          claim VARCHAR(16) NOT NULL,
          starts INTEGER NOT NULL,
          refusals INTEGER NOT NULL,
          refusal VARCHAR(100) NOT NULL,
          types INTEGER NOT NULL,
          PRIMARY KEY (window_name, opens_at, instance_id))
        """, """
        CREATE TABLE IF NOT EXISTS window_last_call (
          resource VARCHAR(64) PRIMARY KEY,
          action VARCHAR(16) NOT NULL,
          called_at TIMESTAMP(6) WITH TIME ZONE NOT NULL)
        """, """
        CREATE TABLE IF NOT EXISTS window_note (
          window_name VARCHAR(64) NOT NULL,
          opens_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          subject VARCHAR(32) NOT NULL,
          note VARCHAR(4000) NOT NULL,
          PRIMARY KEY (window_name, opens_at, subject))
        """, """
        CREATE TABLE IF NOT EXISTS window_lent_type (
          instance_id VARCHAR(32) PRIMARY KEY,
          original VARCHAR(32) NOT NULL,
          lent VARCHAR(1000) NOT NULL)
        """, """
        CREATE TABLE IF NOT EXISTS window_instruction (
          seq BIGINT PRIMARY KEY,
          verb VARCHAR(16) NOT NULL,
          subject VARCHAR(64) NOT NULL,
          from_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
          until_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
          given_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
          given_by VARCHAR(64) NOT NULL,
          reason VARCHAR(1000) NOT NULL)
        """, """
        CREATE TABLE IF NOT EXISTS window_look (
          name VARCHAR(16) PRIMARY KEY,
          looked_at TIMESTAMP(6) WITH TIME ZONE NOT NULL)
        """, """
        CREATE TABLE IF NOT EXISTS window_schedule (
          window_name VARCHAR(64) PRIMARY KEY,
          schedule VARCHAR(64) NOT NULL,
          since_at TIMESTAMP(6) WITH TIME ZONE NOT NULL)
        """, """
        CREATE TABLE IF NOT EXISTS window_span (
          window_name VARCHAR(64) NOT NULL,
          opens_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          what VARCHAR(32) NOT NULL,
          began_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          ended_at TIMESTAMP(6) WITH TIME ZONE,
          PRIMARY KEY (window_name, opens_at, what, began_at))
        """, """
        CREATE TABLE IF NOT EXISTS window_launch (
          window_name VARCHAR(64) NOT NULL,
          opens_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          slot VARCHAR(32) NOT NULL,
          attempt INTEGER NOT NULL,
          generation INTEGER NOT NULL,
          phase VARCHAR(16) NOT NULL,
          client_token VARCHAR(64) NOT NULL,
          user_data_sha256 VARCHAR(64) NOT NULL,
          choice INTEGER NOT NULL,
          refusals INTEGER NOT NULL,
          refusal VARCHAR(100) NOT NULL,
          instance_id VARCHAR(32) NOT NULL,
          eni VARCHAR(32) NOT NULL,
          requested_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          ended_at TIMESTAMP(6) WITH TIME ZONE,
          PRIMARY KEY (window_name, opens_at, slot, attempt))
        """, """
        CREATE TABLE IF NOT EXISTS window_scaling (
          window_name VARCHAR(64) NOT NULL,
          opens_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          slot VARCHAR(32) NOT NULL,
          decided_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
          direction VARCHAR(8) NOT NULL,
          reason VARCHAR(1000) NOT NULL,
          PRIMARY KEY (window_name, opens_at, slot, decided_at))
        """);

    private JournalTables() {}

    /** Runs statements on the journal's tables; throws {@link JournalException} when the database can't be used. */
    static SqlExecutor statements(DataSource database) {
        return new SqlExecutor(database, ALL, "the journal of windows", JournalException::new);
    }
}
