package dev.dramatis.verdict;

/** What a measure reads off one trial. */
sealed interface Reading {
  /** A value of the measure. */
  record Value(double value) implements Reading {}

  /** The trial does not belong to the measure's denominator. */
  record NotEligible() implements Reading {}

  /** The trial has no value, for a reason that says nothing about the model. */
  record Missing() implements Reading {}

  NotEligible NOT_ELIGIBLE = new NotEligible();
  Missing MISSING = new Missing();
  Value ZERO = new Value(0);
  Value ONE = new Value(1);
}
