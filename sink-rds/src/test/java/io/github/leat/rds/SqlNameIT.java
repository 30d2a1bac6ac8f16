package io.github.leat.rds;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class SqlNameIT {
    @Test
    void everyCharacterSurvivesTheDatabase() {
        SqlName name = new SqlName("a \"quoted\"; name");
        String column = Jdbi.create("jdbc:duckdb:")
                .withHandle(handle -> handle.createQuery("SELECT 1 AS " + name.quoted())
                        .mapToMap()
                        .one()
                        .keySet()
                        .iterator()
                        .next());
        assertThat(column).isEqualToIgnoringCase(name.value());
    }
}
