package dev.dramatis.verdict;

/** A reservation beside a verdict, with what it rests on. */
public record Mark(Kind kind, String detail) {
  /** What is reserved. */
  public enum Kind {
    /** The verdict changes under a labelling that the suite names as an alternative. */
    LABEL_DEPENDENT,
    /** The verdict changes if every missing trial is set against it. */
    MISSING_DEPENDENT,
    /** The verdict changes when units of the other kinds take the place of the strongest one. */
    ONE_KIND_CARRIES_IT,
    /** The labels are a judge's, whose errors may differ from arm to arm. */
    JUDGE_DEPENDENT,
    /** A gate cleared its bar by less than 0.03. */
    FRAGILE,
    /** The labels rest on a classifier whose hits on this run nobody has read. */
    LABELS_NOT_READ
  }
}
