package dev.dramatis.suite;

import java.util.Optional;

/** An arm, or an arm restricted to a probe group: {@code pirate}, {@code pirate/limit}. */
public record Cell(String arm, Optional<String> group) {
  /** Whether a trial of this arm and probe belongs to it. */
  public boolean holds(String armId, Probe probe) {
    return arm.equals(armId) && (group.isEmpty() || group.equals(probe.group()));
  }

  @Override
  public String toString() {
    return group.map(name -> arm + "/" + name).orElse(arm);
  }
}
