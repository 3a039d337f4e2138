package dev.dramatis.cli;

import dev.dramatis.finetune.EpisodeRecipe;
import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.TrainingPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "mix",
    description = "Draws episodes from several files, in shares; no row is drawn twice.",
    footer = {"", "Prints the lines of a suite that do the same."})
final class EpisodesMixCommand implements Callable<Integer> {
  /** As many as a suite's training may have. */
  private static final int MOST_EPISODES = 50_000;

  private static final Pattern SHARED = Pattern.compile("(.+):([0-9.]+)");

  private final Context context;

  @Mixin private OutputOptions output;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE.jsonl[:SHARE]",
      description =
          "A file and its share of --size, such as bad.jsonl:0.25; one file may go without, and"
              + " fills up.")
  private List<String> in = new ArrayList<>();

  @Option(names = "--size", required = true, paramLabel = "N", description = "Episodes in all.")
  private int size;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "SEED",
      description = "A number, or a suite's id for what that suite draws.")
  private String seed;

  EpisodesMixCommand(Context context) {
    this.context = context;
  }

  private record Input(EpisodeSource source, OptionalDouble share) {}

  @Override
  public Integer call() throws Exception {
    if (size < 1 || size > MOST_EPISODES) {
      throw new IllegalArgumentException(
          "--size must be from 1 to " + MOST_EPISODES + ", not " + size + ".");
    }
    List<Input> inputs = in.stream().map(this::input).toList();
    if (inputs.stream().filter(input -> input.share().isEmpty()).count() > 1) {
      throw new IllegalArgumentException(
          "One --in alone can fill up to the size. Give the others a share: FILE.jsonl:0.25.");
    }
    List<EpisodeSource> sources = inputs.stream().map(Input::source).toList();
    MadeEpisodes made = output.open(context, sources);
    Map<String, EpisodeRecipe.Source> loaded = new LinkedHashMap<>();
    for (EpisodeSource source : sources) {
      if (!loaded.containsKey(source.name())) {
        loaded.put(source.name(), source.load(context));
      }
    }
    List<TrainingPart> parts =
        inputs.stream()
            .map(
                input ->
                    input
                        .source()
                        .part(Optional.empty(), "{{user}}", "{{assistant}}", input.share(), false))
            .toList();
    EpisodeRecipe recipe =
        new EpisodeRecipe(made.training(parts, OptionalInt.of(size)), List.copyOf(loaded.values()));
    List<DrawnEpisode> episodes = recipe.draw(seed);
    if (episodes.size() != size) {
      throw new IllegalArgumentException(
          "The shares come to "
              + episodes.size()
              + " episodes, not "
              + size
              + ". Leave one share out: that file fills up.");
    }
    made.write(recipe, episodes, Optional.of(seed));
    return ExitCode.COMPLETE;
  }

  private Input input(String text) {
    Matcher matcher = SHARED.matcher(text);
    if (!matcher.matches()) {
      return new Input(EpisodeSource.of(context, Path.of(text)), OptionalDouble.empty());
    }
    double share;
    try {
      share = Double.parseDouble(matcher.group(2));
    } catch (NumberFormatException e) {
      share = -1;
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "--in " + text + ": a share is a number from 0 to 1, such as 0.25.");
    }
    return new Input(
        EpisodeSource.of(context, Path.of(matcher.group(1))), OptionalDouble.of(share));
  }
}
