package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what a suite trains, with the files of episodes, and checks that it can be made. */
final class TrainingReader {
  /** Episodes of one training; providers take more, and experiments of this kind need fewer. */
  private static final int MOST_EPISODES = 50_000;

  private static final int MOST_TRAININGS = 100;

  private final EpisodeFiles files;
  private final Problems problems;
  private final Map<String, Placed<Training>> trainings = new LinkedHashMap<>();
  private final Set<String> unread = new LinkedHashSet<>();

  TrainingReader(SuiteFolder folder, Problems problems) {
    this.files = new EpisodeFiles(folder, problems);
    this.problems = problems;
  }

  /** The trainings that could be read; what is wrong with the others is noted. */
  Trainings read(Optional<Located> section) {
    section.map(Located::entries).orElse(Map.of()).forEach(this::expand);
    if (trainings.size() > MOST_TRAININGS) {
      section.ifPresent(
          at -> problems.add(at, "more than " + MOST_TRAININGS + " trainings. Split the suite."));
    }
    trainings.values().forEach(this::noCircle);
    Map<String, Training> byId = new LinkedHashMap<>();
    trainings.forEach((id, placed) -> byId.put(id, placed.value()));
    Map<String, List<EpisodeRow>> rows = new LinkedHashMap<>();
    files.files().forEach((path, all) -> rows.put(path, all.stream().map(Placed::value).toList()));
    return new Trainings(byId, rows);
  }

  /** Every row read, with its place. */
  List<Placed<EpisodeRow>> rows() {
    return files.files().values().stream().flatMap(List::stream).toList();
  }

  /** Notes trainings that no arm asks, and arms that ask a training which there is not. */
  void check(List<Placed<Arm>> arms, Trainings read) {
    Set<String> asked = new LinkedHashSet<>();
    for (Placed<Arm> arm : arms) {
      String role = arm.value().model();
      TrainedModel model = TrainedModel.parse(role);
      asked.add(model.training());
      boolean wantsTraining = !role.equals(model.training()) || role.endsWith("]");
      if (wantsTraining
          && !read.byId().containsKey(model.training())
          && unread.stream().noneMatch(id -> model.training().startsWith(id))) {
        problems.add(
            arm.at().getOrThis("model"),
            "no training \""
                + model.training()
                + "\" is defined. "
                + Names.hint("Trainings", model.training(), read.byId().keySet()));
      }
    }
    read.byId().values().forEach(training -> asked.add(training.model()));
    trainings.forEach(
        (id, placed) -> {
          if (!asked.contains(id)) {
            problems.add(
                placed.at(),
                "no arm asks the model of training \""
                    + id
                    + "\". Write model: "
                    + id
                    + " in an arm, or leave the training out.");
          }
        });
  }

  private void expand(String id, Located at) {
    if (problems.touch(at) || !at.node().isObject()) {
      unread.add(id);
      return;
    }
    if (at.get("sweep").isEmpty()) {
      read(id, at, Optional.empty());
      return;
    }
    for (SweepExpansion.Point point : new SweepExpansion("training", id, at, problems).points()) {
      read(point.id(), point.at(), Optional.of(point.from()));
    }
    if (trainings.keySet().stream().noneMatch(known -> known.startsWith(id + "["))) {
      unread.add(id);
    }
  }

  private void read(String id, Located at, Optional<SweepPoint> sweep) {
    int before = problems.complaints();
    List<Placed<TrainingPart>> parts = new ArrayList<>();
    for (Located part : at.items("episodes")) {
      parts.add(new Placed<>(part(part), part));
    }
    Training training =
        new Training(
            id,
            at.text("model").orElse("chat"),
            parts.stream().map(Placed::value).toList(),
            whole(at, "size"),
            new Hyperparameters(
                whole(at, "epochs"),
                whole(at, "batchSize"),
                at.number("learningRate"),
                at.number("learningRateMultiplier"),
                whole(at, "loraRank")),
            sweep);
    checkParts(training, parts, at);
    if (problems.complaints() == before) {
      parts.forEach(part -> checkRows(id, part));
      checkCounts(training, at);
    }
    if (problems.complaints() == before) {
      trainings.put(id, new Placed<>(training, at));
    } else {
      unread.add(id);
    }
  }

  private static OptionalInt whole(Located at, String key) {
    OptionalDouble number = at.number(key);
    return number.isPresent() ? OptionalInt.of((int) number.getAsDouble()) : OptionalInt.empty();
  }

  private static TrainingPart part(Located at) {
    return new TrainingPart(
        at.text("file").map(SuiteFolder::key).orElse(""),
        at.text("system"),
        at.text("user").orElse("{{user}}"),
        at.text("assistant").orElse("{{assistant}}"),
        whole(at, "take"),
        at.number("share"),
        at.text("shuffle").isPresent());
  }

  private void checkParts(Training training, List<Placed<TrainingPart>> parts, Located at) {
    boolean filled = false;
    for (Placed<TrainingPart> placed : parts) {
      TrainingPart part = placed.value();
      for (String key : List.of("take", "share")) {
        placed
            .at()
            .get(key)
            .filter(Located::isText)
            .ifPresent(
                value ->
                    problems.add(
                        value,
                        "no sweep of this training gives "
                            + value.text()
                            + ". Add it, or write a number."));
      }
      if (part.take().isPresent() && part.share().isPresent()) {
        problems.add(
            placed.at(), "a part has a number of rows or a share of the size. Keep one of them.");
      }
      if (part.share().isPresent() && training.size().isEmpty()) {
        problems.add(
            placed.at().getOrThis("share"),
            "a share needs the whole: write size: N beside episodes.");
      }
      if (part.fillsUp() && filled && training.size().isPresent()) {
        problems.add(
            placed.at(), "one part alone can fill up to the size. Give this one take or share.");
      }
      filled |= part.fillsUp();
      checkTemplates(placed.at());
    }
    if (training.size().isPresent() && problems.complaints() == 0 && parts.isEmpty()) {
      problems.add(at, "a training without episodes.");
    }
  }

  private void checkTemplates(Located part) {
    for (String key : List.of("system", "user", "assistant")) {
      part.get(key)
          .ifPresent(
              text -> {
                try {
                  Template.parse(text.text());
                } catch (IllegalArgumentException e) {
                  problems.add(text, String.valueOf(e.getMessage()));
                }
              });
    }
  }

  /** Reads the file of a part and sees that its templates can be filled for every row. */
  private void checkRows(String training, Placed<TrainingPart> placed) {
    TrainingPart part = placed.value();
    Optional<List<Placed<EpisodeRow>>> rows =
        files.read(part.file(), placed.at().getOrThis("file"));
    Set<String> names = new LinkedHashSet<>(Template.parse(part.assistant()).names());
    names.addAll(Template.parse(part.user()).names());
    part.system().ifPresent(text -> names.addAll(Template.parse(text).names()));
    for (String name : names) {
      List<Placed<EpisodeRow>> without =
          rows.orElse(List.of()).stream()
              .filter(row -> !row.value().values().containsKey(name))
              .toList();
      if (!without.isEmpty()) {
        Placed<EpisodeRow> first = without.get(0);
        problems.add(
            placed.at(),
            "training \"%s\" names {{%s}}, and %s of \"%s\" have no such field, first line %d. %s"
                .formatted(
                    training,
                    name,
                    without.size() == 1 ? "1 row" : without.size() + " rows",
                    part.file(),
                    first.value().line(),
                    Names.hint("Fields there", name, first.value().values().keySet())));
      }
    }
  }

  private void checkCounts(Training training, Located at) {
    Map<String, List<EpisodeRow>> rows = new LinkedHashMap<>();
    files.files().forEach((path, all) -> rows.put(path, all.stream().map(Placed::value).toList()));
    List<Integer> counts = EpisodeSet.counts(training, rows);
    int all = counts.stream().mapToInt(Integer::intValue).sum();
    if (training.size().isPresent() && all != training.size().getAsInt()) {
      problems.add(
          at.getOrThis("size"),
          "the parts of training \"%s\" come to %d episodes, not %d. Leave take and share out of one part, which then fills up."
              .formatted(training.id(), all, training.size().getAsInt()));
    }
    if (all == 0 || all > MOST_EPISODES) {
      problems.add(
          at,
          "training \"%s\" has %d episodes. It takes from 1 to %d."
              .formatted(training.id(), all, MOST_EPISODES));
    }
    Map<String, Integer> drawn = new LinkedHashMap<>();
    for (int i = 0; i < counts.size(); i++) {
      drawn.merge(training.parts().get(i).file(), counts.get(i), Integer::sum);
    }
    drawn.forEach(
        (file, count) -> {
          int held = rows.getOrDefault(file, List.of()).size();
          if (count > held) {
            problems.add(
                at.getOrThis("episodes"),
                "training \"%s\" draws %d rows of \"%s\", which holds %d, and none twice. Take fewer, or add rows."
                    .formatted(training.id(), count, file, held));
          }
        });
  }

  private void noCircle(Placed<Training> placed) {
    Set<String> path = new LinkedHashSet<>();
    String at = placed.value().id();
    while (trainings.containsKey(at)) {
      if (!path.add(at)) {
        problems.add(
            placed.at().getOrThis("model"),
            "the trainings " + String.join(", ", path) + " go on from each other in a circle.");
        return;
      }
      at = trainings.get(at).value().model();
    }
  }
}
