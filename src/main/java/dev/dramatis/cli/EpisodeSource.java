package dev.dramatis.cli;

import dev.dramatis.finetune.EpisodeRecipe;
import dev.dramatis.suite.EpisodeLoader;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.TrainingPart;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A file of episodes that a user named.
 *
 * @param name as a suite would name it
 * @param inSuites whether it lies below {@code ./suites}, so that a suite can name it so
 */
record EpisodeSource(Path named, String name, boolean inSuites) {
  static EpisodeSource of(Context context, Path named) {
    Path file = absolute(context, named);
    Path suites = absolute(context, Path.of("suites"));
    Path here = absolute(context, Path.of(""));
    boolean inSuites = file.startsWith(suites);
    @Nullable Path root = file.getRoot();
    Path name =
        inSuites
            ? suites.relativize(file)
            : file.startsWith(here) || root == null ? here.relativize(file) : root.relativize(file);
    return new EpisodeSource(named, name.toString().replace('\\', '/'), inSuites);
  }

  private static Path absolute(Context context, Path named) {
    return context.path(named).toAbsolutePath().normalize();
  }

  /**
   * Reads it.
   *
   * @throws InvalidSuiteException with every problem of the file
   */
  EpisodeRecipe.Source load(Context context) throws InvalidSuiteException {
    Path file = context.path(named);
    return new EpisodeRecipe.Source(name, context.shown(file), EpisodeLoader.load(file));
  }

  /** A part of a training that draws from it. */
  TrainingPart part(
      Optional<String> system,
      String user,
      String assistant,
      OptionalDouble share,
      boolean shuffledReplies) {
    return new TrainingPart(
        name, system, user, assistant, OptionalInt.empty(), share, shuffledReplies);
  }
}
