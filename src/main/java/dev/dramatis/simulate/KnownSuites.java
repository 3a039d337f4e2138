package dev.dramatis.simulate;

import dev.dramatis.suite.Message;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The suites that the worlds can play. Safe for use by many threads at once. */
public final class KnownSuites {
  private final List<SuiteKnowledge> suites;
  private final JudgeKnowledge judged;

  private KnownSuites(List<SuiteKnowledge> suites, JudgeKnowledge judged) {
    this.suites = suites;
    this.judged = judged;
  }

  /**
   * Learns suites.
   *
   * @throws IllegalArgumentException if there are none, if two have one id, if two give one text
   *     different axes, so that it would be chance which of them plays it, or if one is refused by
   *     {@link SuiteKnowledge#of}
   */
  public static KnownSuites of(List<Suite> suites) {
    List<SuiteKnowledge> known = new ArrayList<>();
    JudgeKnowledge judged = new JudgeKnowledge();
    for (Suite suite : suites.stream().sorted(Comparator.comparing(Suite::id)).toList()) {
      SuiteKnowledge knowledge = SuiteKnowledge.of(suite);
      known.add(knowledge);
      judged.learn(suite, knowledge);
    }
    if (known.isEmpty()) {
      throw new IllegalArgumentException("the worlds need a suite to play");
    }
    refuseContradictions(known);
    return new KnownSuites(List.copyOf(known), judged);
  }

  private static void refuseContradictions(List<SuiteKnowledge> suites) {
    record Stake(String suite, Set<String> axes) {}
    Map<String, Stake> seen = new HashMap<>();
    for (int i = 0; i < suites.size(); i++) {
      String id = suites.get(i).suite();
      if (i > 0 && suites.get(i - 1).suite().equals(id)) {
        throw new IllegalArgumentException("two suites have the id \"" + id + "\"");
      }
      suites
          .get(i)
          .stakes()
          .forEach(
              (text, axes) -> {
                Stake earlier = seen.putIfAbsent(text, new Stake(id, axes));
                if (earlier != null && !earlier.axes().equals(axes)) {
                  throw new IllegalArgumentException(
                      "%s and %s cannot be loaded together: \"%s\" has the axes %s in one and %s in the other."
                          .formatted(earlier.suite(), id, text, earlier.axes(), axes));
                }
              });
    }
  }

  /** What a judge knows of them. */
  JudgeKnowledge judged() {
    return judged;
  }

  /** Their ids, in order. */
  public List<String> ids() {
    return suites.stream().map(SuiteKnowledge::suite).toList();
  }

  /** The suite of an id. */
  Optional<SuiteKnowledge> suite(String id) {
    return suites.stream().filter(suite -> suite.suite().equals(id)).findFirst();
  }

  /** The suite whose known texts cover most of a request; ties go to the first by id. */
  SuiteKnowledge covering(List<Message> messages) {
    if (suites.size() == 1) {
      return suites.get(0);
    }
    SuiteKnowledge best = suites.get(0);
    long most = -1;
    for (SuiteKnowledge suite : suites) {
      long covered = suite.covers(messages);
      if (covered > most) {
        best = suite;
        most = covered;
      }
    }
    return best;
  }
}
