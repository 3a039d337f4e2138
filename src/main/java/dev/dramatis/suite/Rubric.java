package dev.dramatis.suite;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a judge is asked about a reply.
 *
 * @param form of the answer
 * @param question put to the judge, about "the response"
 * @param seesPrompt whether the judge also reads the message that the reply answers
 * @param escapes labels for replies that the question does not fit, with when to give them
 */
public record Rubric(Form form, String question, boolean seesPrompt, Map<String, String> escapes) {
  /** How a judge answers. */
  public sealed interface Form {
    /** The labels of the form itself, the one that is looked for first. */
    Set<String> labels();
  }

  /**
   * A number from 0 to 100.
   *
   * @param anchors what some of the numbers mean
   * @param cut the score from which on, itself included, the label is {@code high}
   */
  public record Score(Map<Integer, String> anchors, int cut) implements Form {
    /** Of a score of at least the cut. */
    public static final String HIGH = "high";

    /** Of a score below the cut. */
    public static final String LOW = "low";

    /** The highest score. */
    public static final int MOST = 100;

    public Score {
      anchors = Collections.unmodifiableMap(new TreeMap<>(anchors));
      if (cut < 1 || cut > MOST) {
        throw new IllegalArgumentException("a cut from 1 to " + MOST + ", not " + cut);
      }
    }

    @Override
    public Set<String> labels() {
      return ordered(HIGH, LOW);
    }
  }

  /** One of several options, each with what it means. */
  public record Choice(Map<String, String> options) implements Form {
    public Choice {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    @Override
    public Set<String> labels() {
      return options.keySet();
    }
  }

  /** Yes or no; a borderline case is no. */
  public record YesNo() implements Form {
    /** Clearly so. */
    public static final String YES = "yes";

    /** Not so, or not clearly. */
    public static final String NO = "no";

    @Override
    public Set<String> labels() {
      return ordered(YES, NO);
    }
  }

  public Rubric {
    requireNonNull(form, "form");
    if (question.isBlank()) {
      throw new IllegalArgumentException("a rubric without a question");
    }
    escapes = Collections.unmodifiableMap(new LinkedHashMap<>(escapes));
  }

  /** Every label that it may lead to. */
  public Set<String> labels() {
    Set<String> labels = new LinkedHashSet<>(form.labels());
    labels.addAll(escapes.keySet());
    return Collections.unmodifiableSet(labels);
  }

  private static Set<String> ordered(String first, String second) {
    Set<String> labels = new LinkedHashSet<>();
    labels.add(first);
    labels.add(second);
    return Collections.unmodifiableSet(labels);
  }
}
