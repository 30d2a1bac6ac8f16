package io.github.leat.rds.mysql;

/** The contract with LOAD DATA LOCAL INFILE turned on. */
class MariaDbLoadDataContractTest extends MariaDbSinkContractTest {
    @Override
    String parameters() {
        return "&leatLoadData=true";
    }
}
