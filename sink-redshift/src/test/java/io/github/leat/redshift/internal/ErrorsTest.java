package io.github.leat.redshift.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.TransientSinkException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"42P07", "42710", "42701", "23505"})
    void whatAnotherLoadMadeAtTheSameTimeIsThereWhenTheLoadBeginsAgain(String state) {
        SQLException error = new SQLException("ERROR: type \"_leat_refused\" already exists", state);
        assertThat(Errors.translate(error, "make the ledger", "redshift:x, table t"))
                .isInstanceOf(TransientSinkException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42501", "42703", "22001"})
    void whatWillNotPassStopsTheLoad(String state) {
        assertThat(Errors.translate(new SQLException("ERROR: no", state), "make the ledger", "redshift:x, table t"))
                .isInstanceOf(PermanentSinkException.class);
    }
}
