package dev.dramatis;

import dev.dramatis.compare.Digests;
import dev.dramatis.compare.ModelCard;
import dev.dramatis.compare.ModelCards;
import dev.dramatis.model.ModelName;
import dev.dramatis.run.FinishedRun;
import dev.dramatis.run.RunFolders;
import dev.dramatis.run.RunManifest;
import dev.dramatis.suite.TrainedModel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes cards of models from the runs that a folder of reports holds. */
public final class Cards {
  /** Models that a card is shown beside unless they are named; more would be no picture. */
  private static final int MOST_REFERENCES = 5;

  private Cards() {}

  /**
   * The card of a model.
   *
   * @param model its name, without server
   * @param reports where runs are looked for
   * @param against the models that it is shown beside; with none, those asked last
   * @throws dev.dramatis.compare.DigestException if there is no finished run of the model
   */
  public static ModelCard of(String model, Path reports, List<String> against)
      throws InterruptedException {
    List<RunFolders.Found> runs =
        RunFolders.in(reports).stream()
            .filter(run -> run.manifest().state().equals("complete"))
            .toList();
    ModelCards cards = new ModelCards(model);
    Set<String> seen = new HashSet<>();
    for (RunFolders.Found run : runs) {
      if (subject(run.manifest()).equals(model) && adds(run.manifest(), seen)) {
        try (FinishedRun finished = FinishedRun.read(run.folder())) {
          cards.add(finished);
        }
      }
    }
    Set<String> others = new LinkedHashSet<>(against);
    if (against.isEmpty()) {
      runs.stream()
          .map(run -> subject(run.manifest()))
          .filter(name -> !name.isEmpty() && !name.equals(model))
          .distinct()
          .limit(MOST_REFERENCES)
          .forEach(others::add);
    }
    for (String other : others) {
      Set<String> known = new HashSet<>();
      for (RunFolders.Found run : runs) {
        if (subject(run.manifest()).equals(other)
            && shares(run.manifest(), seen)
            && adds(run.manifest(), known)) {
          try (FinishedRun finished = FinishedRun.read(run.folder())) {
            cards.beside(other, Digests.of(finished));
          }
        }
      }
    }
    return cards.card();
  }

  /** Whether a run has a suite that none before it had. */
  private static boolean adds(RunManifest manifest, Set<String> seen) {
    boolean adds = false;
    for (RunManifest.Frozen suite : manifest.suites()) {
      adds |= seen.add(suite.id());
    }
    return adds;
  }

  private static boolean shares(RunManifest manifest, Set<String> seen) {
    return manifest.suites().stream().anyMatch(suite -> seen.contains(suite.id()));
  }

  /**
   * The model that a run is about: that of chats, else the only one; empty if there are several.
   */
  private static String subject(RunManifest manifest) {
    Map<String, String> roles = manifest.roles();
    String chat = roles.get("chat");
    if (chat != null) {
      return ModelName.parse(chat).label();
    }
    List<String> plain =
        roles.entrySet().stream()
            .filter(role -> TrainedModel.Seeded.parse(role.getKey()).isEmpty())
            .map(role -> ModelName.parse(role.getValue()).label())
            .distinct()
            .toList();
    return plain.size() == 1 ? plain.get(0) : "";
  }
}
