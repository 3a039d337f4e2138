package dev.dramatis.cli;

import dev.dramatis.finetune.EpisodeFile;
import dev.dramatis.suite.EpisodeSet;
import dev.dramatis.suite.Names;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Training;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "write",
    description = "Writes a training's episodes as they would be uploaded, byte for byte.")
final class EpisodesWriteCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(index = "0", paramLabel = "SUITE", description = "A suite's id or file.")
  private String named;

  @Parameters(index = "1", paramLabel = "TRAINING", description = "One of the suite's trainings.")
  private String training;

  @Option(
      names = "--out",
      paramLabel = "FILE.jsonl",
      description = "Where to (default: standard output).")
  private @Nullable Path out;

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  EpisodesWriteCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Suite suite = context.suites(List.of(named)).get(0);
    Map<String, Training> trainings = suite.trainings().byId();
    Training chosen = trainings.get(training);
    if (chosen == null) {
      throw new IllegalArgumentException(
          suite.id()
              + ": there is no training \""
              + training
              + "\". "
              + Names.hint("Trainings", training, trainings.keySet()));
    }
    Path file = out;
    Optional<NewFile> target =
        file == null ? Optional.empty() : Optional.of(NewFile.of(context, file, force, List.of()));
    EpisodeFile episodes = EpisodeFile.of(EpisodeSet.of(suite, chosen));
    if (target.isPresent()) {
      target.get().write(episodes.bytes());
    } else {
      context.terminal().out().print(new String(episodes.bytes(), StandardCharsets.UTF_8));
      context.terminal().out().flush();
    }
    context
        .terminal()
        .hint(
            String.format(
                Locale.ROOT,
                "%s, about %,d tokens read and %,d trained in one pass. SHA-256 %s.",
                TrainingSuites.count(episodes.episodes(), "episode"),
                episodes.tokens(),
                episodes.trainedTokens(),
                episodes.sha256()));
    return ExitCode.COMPLETE;
  }
}
