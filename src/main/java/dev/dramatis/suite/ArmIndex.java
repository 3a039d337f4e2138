package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arms of a suite, found by the names that contrasts use.
 *
 * @param unread ids of arms that stand in the suite but could not be read; what refers to them is
 *     not at fault
 */
record ArmIndex(List<Placed<Arm>> arms, Set<String> unread) {
  ArmIndex {
    arms = List.copyOf(arms);
    unread = Set.copyOf(unread);
  }

  /** What a reference comes to. */
  sealed interface Found {
    /** A cell of an arm that was read. */
    record ACell(Cell cell) implements Found {}

    /** All points of a sweep, perhaps in one group. */
    record ASweep(String arm, Optional<String> group, List<Arm> points) implements Found {}

    /** An arm whose own fault is noted already. */
    record Unread() implements Found {}

    /** No arm at all. */
    record Nothing() implements Found {}
  }

  /** The same arms but for those of some ids, which turned out to be at fault. */
  ArmIndex without(Set<String> faulty) {
    Set<String> noted = new LinkedHashSet<>(unread);
    List<Placed<Arm>> sound = new ArrayList<>();
    for (Placed<Arm> arm : arms) {
      if (faulty.contains(arm.value().id())) {
        noted.add(arm.value().sweep().map(SweepPoint::arm).orElse(arm.value().id()));
      } else {
        sound.add(arm);
      }
    }
    return new ArmIndex(sound, noted);
  }

  /** Every id that a contrast may use, in the order written. */
  List<String> ids() {
    return arms.stream().map(placed -> placed.value().id()).toList();
  }

  List<Arm> values() {
    return arms.stream().map(Placed::value).toList();
  }

  /** Looks up {@code ARM} or {@code ARM/GROUP}; the id of an expanded arm may hold anything. */
  Found find(String reference) {
    for (String id : ids()) {
      if (isOf(id, reference)) {
        return new Found.ACell(new Cell(id, group(id, reference)));
      }
    }
    for (String sweep : sweeps()) {
      if (isOf(sweep, reference)) {
        return new Found.ASweep(sweep, group(sweep, reference), points(sweep, ""));
      }
      int end = reference.indexOf(']');
      if (reference.startsWith(sweep + "[") && end > 0) {
        List<Arm> points = points(sweep, reference.substring(sweep.length() + 1, end));
        String part = reference.substring(0, end + 1);
        if (!points.isEmpty() && isOf(part, reference)) {
          return new Found.ASweep(sweep, group(part, reference), points);
        }
      }
    }
    boolean noted =
        unread.stream().anyMatch(id -> isOf(id, reference) || reference.startsWith(id + "["));
    return noted ? new Found.Unread() : new Found.Nothing();
  }

  private Set<String> sweeps() {
    Set<String> sweeps = new LinkedHashSet<>();
    arms.forEach(arm -> arm.value().sweep().ifPresent(point -> sweeps.add(point.arm())));
    return sweeps;
  }

  /**
   * The arms of a sweep.
   *
   * @param fixed values that all of them have, as {@code s=x,t=y}; or nothing
   */
  private List<Arm> points(String sweep, String fixed) {
    List<String> wanted = fixed.isEmpty() ? List.of() : List.of(fixed.split(",", -1));
    return values().stream()
        .filter(arm -> arm.sweep().filter(point -> point.arm().equals(sweep)).isPresent())
        .filter(
            arm -> arm.sweep().map(point -> assignments(point).containsAll(wanted)).orElse(false))
        .toList();
  }

  private static Set<String> assignments(SweepPoint point) {
    Set<String> assignments = new LinkedHashSet<>();
    point.values().forEach((name, value) -> assignments.add(name + "=" + value));
    return assignments;
  }

  private static boolean isOf(String id, String reference) {
    return reference.equals(id) || reference.startsWith(id + "/");
  }

  private static Optional<String> group(String id, String reference) {
    return reference.equals(id)
        ? Optional.empty()
        : Optional.of(reference.substring(id.length() + 1));
  }
}
