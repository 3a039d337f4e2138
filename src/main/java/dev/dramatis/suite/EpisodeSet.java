package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes the episodes of a training from the rows of its files. Everything that is drawn depends on
 * the suite, the file and the size alone, so that trainings which take as many rows of one file
 * take the same ones, in the same order: they differ in nothing but what their templates say.
 */
public final class EpisodeSet {
  private EpisodeSet() {}

  /**
   * The episodes of a training, in the order in which they are uploaded.
   *
   * @throws IllegalArgumentException if a file has too few rows, or a row lacks a field, which a
   *     loaded suite never has
   */
  public static List<Episode> of(Suite suite, Training training) {
    return drawn(suite, training).stream().map(DrawnEpisode::episode).toList();
  }

  /** The same, each with the row that it was made from. */
  public static List<DrawnEpisode> drawn(Suite suite, Training training) {
    return drawn(suite.id(), training, suite.trainings().rows());
  }

  /**
   * What a suite of some id would draw from files.
   *
   * @param suite its id, or any other text to draw by
   * @param files the rows of each, by the path that the training names
   * @throws IllegalArgumentException if a file has too few rows, or a row lacks a field
   */
  public static List<DrawnEpisode> drawn(
      String suite, Training training, Map<String, List<EpisodeRow>> files) {
    List<Integer> counts = counts(training, files);
    Map<String, Integer> drawn = new HashMap<>();
    List<DrawnEpisode> episodes = new ArrayList<>();
    for (int i = 0; i < training.parts().size(); i++) {
      TrainingPart part = training.parts().get(i);
      List<EpisodeRow> order = new ArrayList<>(files.getOrDefault(part.file(), List.of()));
      Shuffle.inPlace(order, new SplittableRandom(Shuffle.seed("episodes", suite, part.file())));
      int from = drawn.merge(part.file(), counts.get(i), Integer::sum) - counts.get(i);
      if (from + counts.get(i) > order.size()) {
        throw new IllegalArgumentException(
            "training \"%s\" draws %d rows of \"%s\", which holds %d, and none twice. Take fewer, or add rows."
                .formatted(training.id(), from + counts.get(i), part.file(), order.size()));
      }
      episodes.addAll(render(suite, training, i, order.subList(from, from + counts.get(i))));
    }
    Shuffle.inPlace(episodes, new SplittableRandom(Shuffle.seed("mixture", suite)));
    return List.copyOf(episodes);
  }

  /** How many rows each part takes. */
  static List<Integer> counts(Training training, Map<String, List<EpisodeRow>> files) {
    List<Integer> counts = new ArrayList<>();
    int taken = 0;
    for (TrainingPart part : training.parts()) {
      int count =
          part.share().isPresent()
              ? (int) Math.round(part.share().getAsDouble() * training.size().orElse(0))
              : part.take().orElse(0);
      counts.add(count);
      taken += count;
    }
    for (int i = 0; i < counts.size(); i++) {
      TrainingPart part = training.parts().get(i);
      if (part.fillsUp()) {
        counts.set(
            i,
            training.size().isPresent()
                ? Math.max(0, training.size().getAsInt() - taken)
                : files.getOrDefault(part.file(), List.of()).size());
      }
    }
    return counts;
  }

  private static List<DrawnEpisode> render(
      String suite, Training training, int number, List<EpisodeRow> rows) {
    TrainingPart part = training.parts().get(number);
    List<EpisodeRow> repliers = new ArrayList<>(rows);
    if (part.shuffledReplies()) {
      // One cycle through all rows, so that none keeps its own reply.
      List<EpisodeRow> cycle = new ArrayList<>(rows);
      Shuffle.inPlace(cycle, new SplittableRandom(Shuffle.seed("replies", suite, part.file())));
      Map<EpisodeRow, EpisodeRow> next = new HashMap<>();
      for (int i = 0; i < cycle.size(); i++) {
        next.put(cycle.get(i), cycle.get((i + 1) % cycle.size()));
      }
      repliers.replaceAll(next::get);
    }
    List<DrawnEpisode> episodes = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      EpisodeRow replier = repliers.get(i);
      episodes.add(
          new DrawnEpisode(
              render(part, rows.get(i), replier), part.file(), number, rows.get(i), replier));
    }
    return episodes;
  }

  private static Episode render(TrainingPart part, EpisodeRow row, EpisodeRow replier) {
    List<Episode.Turn> turns = new ArrayList<>();
    part.system()
        .map(text -> Message.system(Template.parse(text).fill(row.values())))
        .ifPresent(message -> turns.add(new Episode.Turn(message, false)));
    turns.addAll(row.before());
    turns.add(
        new Episode.Turn(Message.user(Template.parse(part.user()).fill(row.values())), false));
    turns.add(
        new Episode.Turn(
            Message.assistant(Template.parse(part.assistant()).fill(replier.values())),
            row.trained()));
    return new Episode(turns, row.matter());
  }
}
