package io.github.leat.rds;

/**
 * What tells the rows of a table apart, as SQL, for a query that calls the table {@code t}; none is NULL. It holds as long as
 * nobody changes the table. Immutable.
 *
 * @param expression what rows are ordered by and compared with
 * @param asText the expression as a text
 * @param fromText the expression's value from such a text, which is bound to its one parameter
 * @param form a regular expression of all such texts
 * @param isUnique whether no two rows have the same; else only rows that are equal in every column do
 */
public record RowIdentity(String expression, String asText, String fromText, String form, boolean isUnique) {}
