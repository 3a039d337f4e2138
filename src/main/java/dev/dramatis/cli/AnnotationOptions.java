package dev.dramatis.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says whether findings are told as annotations of a build server. */
final class AnnotationOptions {
  /** Where annotations can be told. */
  enum Form {
    GITHUB,
    NONE
  }

  @Option(
      names = "--annotations",
      paramLabel = "FORM",
      description =
          "Tell findings at their suite's line: github, or none (default: github in GitHub"
              + " Actions).")
  private Optional<String> form = Optional.empty();

  /**
   * Who tells them; empty if nobody does.
   *
   * @throws IllegalArgumentException if it is no form
   */
  Optional<Annotations> of(Context context) {
    boolean actions = "true".equals(context.variables().get("GITHUB_ACTIONS"));
    Form wanted = form.map(AnnotationOptions::parse).orElse(actions ? Form.GITHUB : Form.NONE);
    return switch (wanted) {
      case NONE -> Optional.empty();
      case GITHUB ->
          Optional.of(
              new Annotations(
                  context.terminal(),
                  Optional.ofNullable(context.variables().get("GITHUB_WORKSPACE"))
                      .map(Path::of)
                      .orElse(context.workingDirectory())));
    };
  }

  private static Form parse(String word) {
    return switch (word) {
      case "github" -> Form.GITHUB;
      case "none" -> Form.NONE;
      default ->
          throw new IllegalArgumentException("--annotations " + word + ": say github or none.");
    };
  }
}
