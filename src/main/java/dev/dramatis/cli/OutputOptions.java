package dev.dramatis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say where made episodes go. */
final class OutputOptions {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "Where to; in chat form.")
  private Path out;

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  /**
   * Looks whether it can be written.
   *
   * @throws IllegalArgumentException if it cannot
   */
  MadeEpisodes open(Context context, List<EpisodeSource> sources) throws IOException {
    return new MadeEpisodes(context, out, force, sources);
  }
}
