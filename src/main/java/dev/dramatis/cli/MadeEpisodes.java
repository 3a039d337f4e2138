package dev.dramatis.cli;

import dev.dramatis.finetune.EpisodeRecipe;
import dev.dramatis.finetune.EpisodeRows;
import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.Hyperparameters;
import dev.dramatis.suite.Training;
import dev.dramatis.suite.TrainingPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Episodes that were made of files: writes them, and prints how a suite makes the same. */
final class MadeEpisodes {
  /** What a suite can be called. */
  private static final Pattern SUITE_ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Of a training's name. */
  private static final int MOST_LETTERS = 60;

  private final Context context;
  private final Path out;
  private final NewFile target;
  private final List<EpisodeSource> sources;

  MadeEpisodes(Context context, Path out, boolean force, List<EpisodeSource> sources)
      throws IOException {
    this.context = context;
    this.out = out;
    this.target =
        NewFile.of(context, out, force, sources.stream().map(EpisodeSource::named).toList());
    this.sources = List.copyOf(sources);
  }

  /** The training that makes them, called like the file. */
  Training training(List<TrainingPart> parts, OptionalInt size) {
    return new Training(name(out), "chat", parts, size, Hyperparameters.NONE, Optional.empty());
  }

  private static String name(Path file) {
    String name =
        String.valueOf(file.getFileName())
            .toLowerCase(Locale.ROOT)
            .replaceFirst("\\.jsonl?$", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceFirst("^[-0-9]+", "");
    String shortened =
        name.substring(0, Math.min(MOST_LETTERS, name.length())).replaceFirst("-$", "");
    return shortened.isEmpty() ? "trained" : shortened;
  }

  /**
   * Writes them.
   *
   * @param seed what was drawn by, if that matters
   */
  void write(EpisodeRecipe recipe, List<DrawnEpisode> episodes, Optional<String> seed)
      throws IOException {
    target.write(
        EpisodeRows.text(episodes.stream().map(DrawnEpisode::episode).toList())
            .getBytes(StandardCharsets.UTF_8));
    Terminal terminal = context.terminal();
    terminal.paragraph(remark(seed), "# ");
    terminal.out().print(Terminal.safe(recipe.yaml()));
    terminal.out().flush();
    terminal.hint(
        TrainingSuites.count(episodes.size(), "episode")
            + " written to "
            + Terminal.safeLine(out.toString())
            + ".");
  }

  private String remark(Optional<String> seed) {
    String drawn =
        seed.map(
                text ->
                    SUITE_ID.matcher(text).matches()
                        ? " A suite with the id "
                            + text
                            + " draws these very rows, any other draws its own; to keep them, name "
                            + Terminal.safeLine(out.toString())
                            + " as its file."
                        : " A suite draws by its id, so by other chance than --seed "
                            + Terminal.safeLine(text)
                            + "; to keep these, name "
                            + Terminal.safeLine(out.toString())
                            + " as its file.")
            .orElse("");
    String outside =
        sources.stream()
            .filter(source -> !source.inSuites())
            .map(source -> Terminal.safeLine(source.name()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "The same in a suite:"
        + drawn
        + (outside.isEmpty()
            ? ""
            : " A file lies below the folder of the suite: put " + outside + " there.");
  }
}
