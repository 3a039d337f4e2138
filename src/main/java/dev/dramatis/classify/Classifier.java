package dev.dramatis.classify;

/** Labels responses. Pure, and safe for use by many threads at once. */
public interface Classifier {
  /** Labels a response, or says why it cannot. */
  Classification classify(Subject subject);

  /** Identifies this classifier with its settings and version: labels of another are recomputed. */
  String hash();
}
