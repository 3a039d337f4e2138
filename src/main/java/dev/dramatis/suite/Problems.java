package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults found so far in one suite, each said once. For one thread. */
final class Problems {
  /** Faults listed of one file; a reader mends the first and looks again. */
  private static final int MOST_PER_FILE = 100;

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<String> places = new HashSet<>();
  private int complaints;

  void add(Located at, String message) {
    add(at.file(), at.line(), message);
    places.add(at.place());
  }

  void add(String file, int line, String message) {
    complaints++;
    found.add(new Problem(file, line, message));
  }

  /** Whether anything was said about a value or about what it holds. */
  boolean touch(Located at) {
    String place = at.place();
    String below = place + "/";
    return places.contains(place) || places.stream().anyMatch(each -> each.startsWith(below));
  }

  /**
   * How many complaints there were, equal ones counted anew; what was read in between is sound if
   * the number stays.
   */
  int complaints() {
    return complaints;
  }

  /**
   * Ends the reading if there is any fault.
   *
   * @param suite the suite's own file, whose faults come first
   */
  void refuseAny(String suite) throws InvalidSuiteException {
    if (found.isEmpty()) {
      return;
    }
    List<Problem> ordered = new ArrayList<>(found);
    ordered.sort(
        Comparator.comparing((Problem problem) -> !problem.file().equals(suite))
            .thenComparing(Problem::file)
            .thenComparingInt(Problem::line));
    Map<String, Integer> counts = new HashMap<>();
    List<Problem> listed = new ArrayList<>();
    for (Problem problem : ordered) {
      int count = counts.merge(problem.file(), 1, Integer::sum);
      if (count <= MOST_PER_FILE) {
        listed.add(problem);
      } else if (count == MOST_PER_FILE + 1) {
        listed.add(
            new Problem(
                problem.file(), problem.line(), "more problems follow. Mend those above first."));
      }
    }
    throw new InvalidSuiteException(listed);
  }
}
