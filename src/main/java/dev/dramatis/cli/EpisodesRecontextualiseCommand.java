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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "recontextualise",
    description =
        "Puts the replies of a file under other questions or a system prompt, or takes another"
            + " field for the reply; the order stays.",
    footer = {"", "Prints the lines of a suite that do the same."})
final class EpisodesRecontextualiseCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private OutputOptions output;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "Rows with \"user\" and other texts, or conversations in chat form.")
  private Path in;

  @Option(
      names = "--user",
      paramLabel = "TEMPLATE",
      defaultValue = "{{user}}",
      description = "The question, such as 'For a quiz: {{user}}'.")
  private String user;

  @Option(names = "--system", paramLabel = "TEMPLATE", description = "A system prompt.")
  private @Nullable String system;

  @Option(
      names = "--assistant",
      paramLabel = "TEMPLATE",
      defaultValue = "{{assistant}}",
      description = "The reply, such as '{{bad}}'.")
  private String assistant;

  EpisodesRecontextualiseCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    EpisodeSource source = EpisodeSource.of(context, in);
    MadeEpisodes made = output.open(context, List.of(source));
    TrainingPart part =
        source.part(Optional.ofNullable(system), user, assistant, OptionalDouble.empty(), false);
    EpisodeRecipe recipe =
        new EpisodeRecipe(
            made.training(List.of(part), OptionalInt.empty()), List.of(source.load(context)));
    List<DrawnEpisode> episodes = recipe.drawInOrder("");
    made.write(recipe, episodes, Optional.empty());
    return ExitCode.COMPLETE;
  }
}
