package dev.dramatis.simulate;

import dev.dramatis.suite.Episode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The models that finished jobs of the local server made: each the world's after its episodes. */
final class TunedModels {
  private static final Pattern CHECKPOINT = Pattern.compile("(ft:.+):ckpt-step-([0-9]{1,3})");

  private final TrainingStore store;
  private final JobProgress progress;

  TunedModels(TrainingStore store, JobProgress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** Their names, the newest first. */
  List<String> names() {
    return store.jobs().stream()
        .filter(job -> progress.status(job).equals("succeeded"))
        .map(TrainingJob::model)
        .toList();
  }

  /**
   * A trained model.
   *
   * @throws IllegalArgumentException if no finished job of this server made it
   */
  TunedModel find(String model) {
    Matcher matcher = CHECKPOINT.matcher(model);
    String whole = matcher.matches() ? matcher.group(1) : model;
    TrainingJob job =
        store.jobs().stream()
            .filter(each -> each.model().equals(whole) && progress.status(each).equals("succeeded"))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"" + model + "\" is no model that was trained here."));
    int number = matcher.matches() ? Integer.parseInt(matcher.group(2)) : job.checkpoints();
    if (number < 1 || number > job.checkpoints()) {
      throw new IllegalArgumentException(
          "The job of \"" + whole + "\" kept " + job.checkpoints() + " checkpoints.");
    }
    Lesson lesson = new Lesson(episodes(job), job.seed(), (double) number / job.checkpoints());
    if (job.base().startsWith("ft:")) {
      TunedModel before = find(job.base());
      List<Lesson> lessons = new ArrayList<>(before.lessons());
      lessons.add(lesson);
      return new TunedModel(before.world(), before.suite(), lessons);
    }
    int colon = job.base().indexOf(':');
    return new TunedModel(
        colon < 0 ? job.base() : job.base().substring(0, colon),
        colon < 0 ? Optional.empty() : Optional.of(job.base().substring(colon + 1)),
        List.of(lesson));
  }

  private List<Episode> episodes(TrainingJob job) {
    try {
      return UploadedEpisodes.read(store.content(job));
    } catch (UploadedEpisodes.Unfit e) {
      throw new IllegalArgumentException("The episodes of " + job.id() + " are " + e.getMessage());
    }
  }
}
