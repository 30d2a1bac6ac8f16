package io.github.leat.core.infer;

import io.github.leat.core.SchemaException;
import io.github.leat.core.infer.Evidence.Candidate;
import java.util.stream.Collectors;

/** Refuses a decision that is too doubtful, with what was weighed and how to settle it. */
final class Doubt {
    private Doubt() {}

    /** @throws SchemaException if the confidence is below the least one wanted */
    static void refuse(String source, Evidence evidence, double minConfidence) {
        if (evidence.confidence() >= minConfidence) {
            return;
        }
        String weighed = evidence.candidates().stream().map(Candidate::decision).collect(Collectors.joining("; "));
        String candidates = weighed.isEmpty() ? evidence.decision() : weighed;
        throw new SchemaException(
                source + ": " + what(evidence) + "; candidates are " + candidates + ". " + settledBy(evidence));
    }

    private static String what(Evidence evidence) {
        return switch (evidence.step()) {
            case ENCODING -> "the encoding cannot be told";
            case HEADER -> "whether there is a header cannot be told";
            default -> "the delimiter cannot be told";
        };
    }

    private static String settledBy(Evidence evidence) {
        return switch (evidence.step()) {
            case ENCODING -> "Declare the encoding (--encoding).";
            case HEADER -> "Declare the header (--header 1 or --header none).";
            default -> "Declare the delimiter (--delimiter), and the quote (--quote) if need be.";
        };
    }
}
