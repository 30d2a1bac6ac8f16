package io.github.leat.core.transform.internal;

import java.util.ArrayList;
import java.util.List;

/** Reads a predicate by recursive descent: or, and, not, then one comparison. */
public final class PredicateParser {
    /** Keeps the descent from exhausting the stack. */
    private static final int MAX_DEPTH = 200;

    private final String predicate;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private PredicateParser(String predicate) {
        this.predicate = predicate;
        this.tokens = Token.split(predicate);
    }

    /**
     * Reads a predicate.
     *
     * @throws IllegalArgumentException if it is not one; the message names the character
     */
    public static Predicate parse(String predicate) {
        PredicateParser parser = new PredicateParser(predicate);
        Predicate read = parser.or();
        if (parser.peek().kind() != Token.Kind.END) {
            throw parser.expected("and, or, or the end");
        }
        return read;
    }

    static IllegalArgumentException wrong(String predicate, int at, String what) {
        return new IllegalArgumentException(
                "The predicate is wrong at character " + at + ": " + what + ". It is: " + predicate);
    }

    private Predicate or() {
        if (++depth > MAX_DEPTH) {
            throw wrong(predicate, peek().at(), "it is nested deeper than " + MAX_DEPTH);
        }
        Predicate left = and();
        while (take("or")) {
            Predicate mine = left;
            Predicate right = and();
            left = schema -> mine.bind(schema).or(right.bind(schema));
        }
        depth--;
        return left;
    }

    private Predicate and() {
        Predicate left = not();
        while (take("and")) {
            Predicate mine = left;
            Predicate right = not();
            left = schema -> mine.bind(schema).and(right.bind(schema));
        }
        return left;
    }

    private Predicate not() {
        boolean negated = false;
        while (take("not")) {
            negated = !negated;
        }
        Predicate inner = single();
        return negated ? schema -> inner.bind(schema).not() : inner;
    }

    private Predicate single() {
        if (take("(")) {
            Predicate inner = or();
            require(")");
            return inner;
        }
        Token name = advance();
        if (name.kind() != Token.Kind.WORD && name.kind() != Token.Kind.QUOTED_NAME) {
            next--;
            throw expected("a column, not, or (");
        }
        ColumnTest column = new ColumnTest(predicate, name);
        if (take("is")) {
            boolean negated = take("not");
            require("null");
            return column.isNull(!negated);
        }
        boolean negated = take("not");
        if (take("in")) {
            return negatedIf(negated, column.in(literals()));
        }
        if (take("between")) {
            Token low = literal();
            require("and");
            return negatedIf(negated, column.between(low, literal()));
        }
        for (Comparison comparison : Comparison.values()) {
            if (!negated && (take(comparison.symbol()) || (comparison == Comparison.NOT_EQUAL && take("!=")))) {
                return column.compared(comparison, literal());
            }
        }
        throw expected(negated ? "in or between" : "=, <>, <, <=, >, >=, in, between or is");
    }

    private static Predicate negatedIf(boolean negated, Predicate inner) {
        return negated ? schema -> inner.bind(schema).not() : inner;
    }

    private List<Token> literals() {
        require("(");
        List<Token> found = new ArrayList<>();
        do {
            found.add(literal());
        } while (take(","));
        require(")");
        return found;
    }

    private Token literal() {
        Token token = advance();
        boolean known = token.kind() == Token.Kind.TEXT
                || token.kind() == Token.Kind.NUMBER
                || token.is("true")
                || token.is("false");
        if (!known) {
            next--;
            throw expected("a number, a text in single quotes, true or false");
        }
        return token;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token advance() {
        return tokens.get(next++);
    }

    private boolean take(String word) {
        if (peek().is(word)) {
            next++;
            return true;
        }
        return false;
    }

    private void require(String word) {
        if (!take(word)) {
            throw expected("\"" + word + "\"");
        }
    }

    private IllegalArgumentException expected(String what) {
        return wrong(predicate, peek().at(), "expected " + what + ", found " + peek().shown());
    }
}
