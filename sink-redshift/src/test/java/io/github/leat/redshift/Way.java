package io.github.leat.redshift;

/** How the tests reach the rehearsed cluster. */
enum Way {
    JDBC,
    DATA_API
}
