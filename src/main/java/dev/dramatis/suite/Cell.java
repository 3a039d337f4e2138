package dev.dramatis.suite;

import java.util.Optional;

/** An arm, or an arm restricted to a probe group: {@code pirate}, {@code pirate/limit}. */
public record Cell(String arm, Optional<String> group) {
  /** Whether a trial of its arm and this probe belongs to it. */
  public boolean takes(Probe probe) {
    return group.isEmpty() || group.equals(probe.group());
  }

  @Override
  public String toString() {
    return group.map(name -> arm + "/" + name).orElse(arm);
  }
}
