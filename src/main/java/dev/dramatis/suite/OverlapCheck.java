package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks how many content words a probe has in common with any shot that its arms may draw, so that
 * an effect cannot come from shots that are about the very same thing.
 */
final class OverlapCheck {
  /** Offenders named; the rest are counted. */
  private static final int MOST_NAMED = 5;

  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Words that nearly every English text has. */
  private static final Set<String> STOP_WORDS =
      Set.of(
          "about", "after", "all", "also", "and", "any", "are", "been", "before", "being", "but",
          "can", "could", "did", "does", "doing", "done", "each", "ever", "every", "for", "from",
          "had", "has", "have", "her", "here", "him", "his", "how", "into", "its", "just", "like",
          "may", "more", "most", "much", "must", "not", "now", "off", "one", "only", "other", "our",
          "out", "over", "own", "please", "same", "she", "should", "some", "such", "than", "that",
          "the", "their", "them", "then", "there", "these", "they", "this", "those", "too", "under",
          "until", "upon", "very", "was", "were", "what", "when", "where", "which", "while", "who",
          "whom", "whose", "why", "will", "with", "would", "you", "your");

  private final List<Arm> arms;
  private final Map<String, List<Placed<Shot>>> shots;
  private final Problems problems;
  private final Map<String, Index> indexes = new HashMap<>();

  OverlapCheck(List<Arm> arms, Map<String, List<Placed<Shot>>> shots, Problems problems) {
    this.arms = List.copyOf(arms);
    this.shots = shots;
    this.problems = problems;
  }

  /** The shots of one file by the words that they hold. */
  private record Index(Map<String, List<Integer>> byWord) {
    static Index of(List<Placed<Shot>> shots) {
      Map<String, List<Integer>> byWord = new HashMap<>();
      for (int i = 0; i < shots.size(); i++) {
        Shot shot = shots.get(i).value();
        for (String word : contentWords(shot.user() + " " + shot.assistant())) {
          byWord.computeIfAbsent(word, key -> new ArrayList<>()).add(i);
        }
      }
      return new Index(byWord);
    }
  }

  private record Offender(Placed<Probe> probe, String file, int shot, int of, Set<String> common) {
    double share() {
      return of == 0 ? 0 : (double) common.size() / of;
    }
  }

  /**
   * Notes the probes that overlap too much.
   *
   * @param limit the highest share allowed
   */
  void check(List<Placed<Probe>> probes, double limit) {
    List<Offender> offenders = new ArrayList<>();
    for (Placed<Probe> probe : probes) {
      Set<String> words =
          contentWords(probe.value().text().or(() -> probe.value().matter().topic()).orElse(""));
      files(probe.value()).stream()
          .map(file -> worst(probe, file, words))
          .filter(offender -> offender.share() > limit)
          .max(Comparator.comparingDouble(Offender::share))
          .ifPresent(offenders::add);
    }
    offenders.sort(Comparator.comparingDouble(Offender::share).reversed());
    offenders.stream()
        .limit(MOST_NAMED)
        .forEach(offender -> problems.add(offender.probe().at(), message(offender, limit)));
    if (offenders.size() > MOST_NAMED) {
      problems.add(
          offenders.get(0).probe().at(),
          offenders.size()
              + " probes in all have more than "
              + Numbers.show(limit)
              + " of their content words in common with a shot; the worst "
              + MOST_NAMED
              + " are named. Change them, or raise maxOverlap.");
    }
  }

  private Set<String> files(Probe probe) {
    Set<String> files = new LinkedHashSet<>();
    for (Arm arm : arms) {
      if (arm.takes(probe)) {
        arm.shots()
            .filter(each -> each.take() > 0)
            .flatMap(each -> ShotFiles.path(each, probe))
            .filter(shots::containsKey)
            .ifPresent(files::add);
      }
    }
    return files;
  }

  private Offender worst(Placed<Probe> probe, String file, Set<String> words) {
    List<Placed<Shot>> inFile = shots.getOrDefault(file, List.of());
    Index index = indexes.computeIfAbsent(file, key -> Index.of(inFile));
    Map<Integer, Set<String>> common = new LinkedHashMap<>();
    for (String word : words) {
      for (int shot : index.byWord().getOrDefault(word, List.of())) {
        common.computeIfAbsent(shot, key -> new LinkedHashSet<>()).add(word);
      }
    }
    return common.entrySet().stream()
        .max(Comparator.comparingInt(each -> each.getValue().size()))
        .map(
            each ->
                new Offender(
                    probe,
                    file,
                    inFile.get(each.getKey()).at().line(),
                    words.size(),
                    each.getValue()))
        .orElse(new Offender(probe, file, 0, 0, Set.of()));
  }

  private static String message(Offender offender, double limit) {
    return "probe \""
        + offender.probe().value().id()
        + "\" has "
        + offender.common().size()
        + " of its "
        + offender.of()
        + " content words in common with "
        + offender.file()
        + ":"
        + offender.shot()
        + " ("
        + Names.shortened(offender.common())
        + "); maxOverlap allows a share of "
        + Numbers.show(limit)
        + ". Change the probe or the shot.";
  }

  /** Words of three letters or more that say what a text is about. */
  static Set<String> contentWords(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : NO_LETTER.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (word.length() >= 3 && !STOP_WORDS.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }
}
