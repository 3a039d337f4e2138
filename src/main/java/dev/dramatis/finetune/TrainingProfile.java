package dev.dramatis.finetune;

import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.Training;
import dev.dramatis.suite.TrainingPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What trainings are compared by.
 *
 * @param questions how often each is asked, without what stands around it
 * @param replies by the row that each is given to
 * @param framingWords of what an episode says around the row's question
 */
record TrainingProfile(
    Training training,
    EpisodeStats stats,
    Map<String, Integer> questions,
    Map<Finding.Place, String> replies,
    Spread framingWords) {
  static TrainingProfile of(Training training, List<DrawnEpisode> drawn, EpisodeStats stats) {
    Map<String, Integer> questions = new HashMap<>();
    Map<Finding.Place, String> replies = new HashMap<>();
    List<Integer> framings = new ArrayList<>();
    for (DrawnEpisode each : drawn) {
      questions.merge(question(each), 1, Integer::sum);
      replies.put(new Finding.Place(each.file(), each.row().line()), each.episode().reply());
      framings.add(framing(training.parts().get(each.part()), each));
    }
    return new TrainingProfile(training, stats, questions, replies, Spread.of(framings));
  }

  String id() {
    return training.id();
  }

  /** Whether its episodes say anything around the rows' questions. */
  boolean isFramed() {
    return framingWords.mean() > 0;
  }

  /** How many of its questions another does not ask, one that it asks twice counted twice. */
  int questionsNotIn(TrainingProfile other) {
    return questions.entrySet().stream()
        .mapToInt(
            each -> Math.max(0, each.getValue() - other.questions.getOrDefault(each.getKey(), 0)))
        .sum();
  }

  private static String question(DrawnEpisode each) {
    String asked = each.episode().user();
    return asked.contains(each.row().user()) ? each.row().user() : asked;
  }

  private static int framing(TrainingPart part, DrawnEpisode each) {
    int system =
        part.system().isPresent()
            ? EpisodeStats.words(each.episode().turns().get(0).message().text())
            : 0;
    String asked = each.episode().user();
    int row = asked.contains(each.row().user()) ? EpisodeStats.words(each.row().user()) : 0;
    return system + Math.max(0, EpisodeStats.words(asked) - row);
  }
}
