package dev.dramatis.suite;

/** How far an outcome speaks about the persona selection model. */
public enum Bearing {
  CORE,
  DERIVED,
  ALLOWED,
  STRONG_FORM,
  RIVAL
}
