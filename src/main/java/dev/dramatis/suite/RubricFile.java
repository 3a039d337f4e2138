package dev.dramatis.suite;

/**
 * A rubric on its own, apart from the suites that ask by it.
 *
 * @param id {@code rubrics/NAME} where it lies among the suites' rubrics, else the file's name
 *     without its ending
 * @param judge the question and its gold items
 */
public record RubricFile(String id, ClassifierSpec.Judge judge) {}
