package dev.dramatis.suite;

import java.util.Optional;
import java.util.Set;

/** Reads what probes and shots say about their question. */
final class MatterReader {
  /** The fields that it reads. */
  static final Set<String> FIELDS = Set.of("domain", "topic", "answer", "wrong", "hard", "axes");

  private MatterReader() {}

  static Matter read(Located record) {
    return new Matter(
        record.text("domain"),
        record.text("topic"),
        record.text("answer"),
        record.text("wrong"),
        record.isTrue("hard"),
        record.get("axes").isPresent() ? Optional.of(record.texts("axes")) : Optional.empty());
  }
}
