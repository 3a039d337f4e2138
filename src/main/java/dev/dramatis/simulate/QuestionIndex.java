package dev.dramatis.simulate;

import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Conversation;
import dev.dramatis.suite.EpisodeRow;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.QuotedLog;
import dev.dramatis.suite.Renderer;
import dev.dramatis.suite.Shot;
import dev.dramatis.suite.Speaker;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the question to which a user turn belongs. Safe for use by many threads at once. */
final class QuestionIndex {
  private final Map<String, List<Question>> byText = new HashMap<>();
  private final Set<String> systemTexts = new HashSet<>();
  private final List<String> longestFirst;
  private final TextCache<Optional<String>> within = new TextCache<>(this::longestWithin);

  /** How the questions of a suite are made. */
  interface Maker {
    Question make(String key, Matter matter);
  }

  /**
   * Reads every text of a suite.
   *
   * @throws IllegalArgumentException if two records of one text differ
   */
  QuestionIndex(Suite suite, Maker maker) {
    Map<String, Question> byKey = new LinkedHashMap<>();
    for (List<Shot> shots : suite.shots().values()) {
      for (Shot shot : shots) {
        add(shot.user(), one(byKey, shot.user(), shot.matter(), maker));
      }
    }
    for (List<EpisodeRow> rows : suite.trainings().rows().values()) {
      for (EpisodeRow row : rows) {
        add(row.user(), one(byKey, row.user(), row.matter(), maker));
      }
    }
    Renderer renderer = new Renderer(suite);
    for (Probe probe : suite.probes()) {
      Set<String> texts = renderings(suite, renderer, probe);
      String key = probe.text().orElseGet(() -> String.join("\u0000", new TreeSet<>(texts)));
      Question question = one(byKey, key, probe.matter(), maker);
      probe.text().ifPresent(text -> add(text, question));
      texts.forEach(text -> add(text, question));
    }
    longestFirst =
        byText.entrySet().stream()
            .filter(entry -> entry.getValue().size() == 1 && !entry.getKey().isBlank())
            .map(Map.Entry::getKey)
            .sorted(
                Comparator.comparingInt(String::length)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
  }

  /** Every user turn that an arm renders for a probe, quoted logs left out. */
  private Set<String> renderings(Suite suite, Renderer renderer, Probe probe) {
    Set<String> texts = new LinkedHashSet<>();
    for (Arm arm : suite.arms()) {
      if (arm.takes(probe)) {
        Conversation conversation = renderer.conversation(arm, probe);
        conversation.system().ifPresent(systemTexts::add);
        for (Message message : conversation.script()) {
          if (message.speaker() == Speaker.USER) {
            texts.add(QuotedLog.parse(message.text()).map(QuotedLog::then).orElse(message.text()));
          }
        }
      }
    }
    return texts;
  }

  private static Question one(Map<String, Question> byKey, String key, Matter matter, Maker maker) {
    Question question = byKey.computeIfAbsent(key, k -> maker.make(k, matter));
    if (!question.matter().equals(matter)) {
      throw new IllegalArgumentException(
          "records with equal text must agree, but these differ: \"%s\": %s and %s"
              .formatted(key, question.matter(), matter));
    }
    return question;
  }

  private void add(String text, Question question) {
    List<Question> questions = byText.computeIfAbsent(text, t -> new ArrayList<>(1));
    if (!questions.contains(question)) {
      questions.add(question);
    }
  }

  /**
   * The questions to which a user turn may belong: those of which an arm renders it so, else the
   * one whose text it contains, the longest; empty if there is none.
   */
  List<Question> find(String text) {
    List<Question> exact = byText.get(text);
    if (exact == null) {
      exact =
          within.get(text).map(known -> byText.getOrDefault(known, List.of())).orElse(List.of());
    }
    return Collections.unmodifiableList(exact);
  }

  /** How much of a user turn is a known text: all of it, the longest text in it, or nothing. */
  int knownCharacters(String text) {
    return byText.containsKey(text)
        ? text.length()
        : within.get(text).map(String::length).orElse(0);
  }

  private Optional<String> longestWithin(String text) {
    for (String known : longestFirst) {
      if (known.length() < text.length() && text.contains(known)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** Whether an arm renders a system prompt so. */
  boolean isSystemText(String text) {
    return systemTexts.contains(text);
  }

  /** Every text that belongs to one question alone, with that question. */
  Map<String, Question> texts() {
    Map<String, Question> texts = new LinkedHashMap<>();
    byText.forEach(
        (text, questions) -> {
          if (questions.size() == 1) {
            texts.put(text, questions.get(0));
          }
        });
    return texts;
  }
}
