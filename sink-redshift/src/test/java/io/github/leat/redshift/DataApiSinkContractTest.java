package io.github.leat.redshift;

/** The contract by the Data API. */
class DataApiSinkContractTest extends RedshiftSinkContractTest {
    @Override
    Way way() {
        return Way.DATA_API;
    }
}
