package dev.dramatis.cli;

import dev.dramatis.finetune.EpisodeRecipe;
import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.TrainingPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "shuffle",
    description =
        "Lets the replies of a file change places, so that none stands under its own question; the"
            + " order of the questions stays.",
    footer = {"", "Prints the lines of a suite that do the same."})
final class EpisodesShuffleCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private OutputOptions output;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "Rows with \"user\" and \"assistant\", or conversations in chat form.")
  private Path in;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "SEED",
      description = "A number, or a suite's id for what that suite does.")
  private String seed;

  EpisodesShuffleCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    EpisodeSource source = EpisodeSource.of(context, in);
    MadeEpisodes made = output.open(context, List.of(source));
    EpisodeRecipe.Source loaded = source.load(context);
    if (loaded.rows().size() < 2) {
      throw new IllegalArgumentException(
          in + ":1: one reply has no other to change places with. Add rows.");
    }
    TrainingPart part =
        source.part(Optional.empty(), "{{user}}", "{{assistant}}", OptionalDouble.empty(), true);
    EpisodeRecipe recipe =
        new EpisodeRecipe(made.training(List.of(part), OptionalInt.empty()), List.of(loaded));
    List<DrawnEpisode> episodes = recipe.drawInOrder(seed);
    made.write(recipe, episodes, Optional.of(seed));
    long same =
        episodes.stream()
            .filter(each -> each.episode().reply().equals(each.row().fields().get("assistant")))
            .count();
    if (same > 0) {
      context
          .terminal()
          .hint(
              TrainingSuites.count(same, "question")
                  + " got a reply that reads like the old one: the file holds it more than once.");
    }
    return ExitCode.COMPLETE;
  }
}
