package dev.dramatis.junit;

import dev.dramatis.Evaluation;
import dev.dramatis.EvaluationBuilder;
import dev.dramatis.Roles;
import dev.dramatis.run.Limits;
import dev.dramatis.suite.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How suites are run as tests, by parameters whose names begin with {@code dramatis.}: system
 * properties for {@link SuiteTests}, and configuration parameters of the JUnit Platform (which fall
 * back to system properties) for the engine. Without a model it is the simulated world.
 */
final class SuiteSettings {
  private static final String PREFIX = "dramatis.";

  /** Where the engine looks for suites: paths of files or folders, separated by commas. */
  static final String SUITES = PREFIX + "suites";

  private static final Path REPORTS = Path.of("target", "dramatis");

  private final Function<String, Optional<String>> parameters;

  SuiteSettings(Function<String, Optional<String>> parameters) {
    this.parameters = parameters;
  }

  static SuiteSettings ofSystemProperties() {
    return new SuiteSettings(name -> Optional.ofNullable(System.getProperty(name)));
  }

  /** The files and folders that are named. */
  List<Path> suites() {
    return words(SUITES).stream().map(Path::of).toList();
  }

  /**
   * An evaluation of one suite.
   *
   * @throws IllegalArgumentException if a parameter cannot be right, naming it
   */
  EvaluationBuilder evaluation(Suite suite) {
    EvaluationBuilder evaluation = Evaluation.of(List.of(suite));
    List<Roles.Binding> models =
        words(PREFIX + "model").stream().map(Roles.Binding::parse).toList();
    if (models.stream().filter(each -> each.role().isEmpty()).count() > 1) {
      throw new IllegalArgumentException(
          PREFIX + "model names two models for all roles: say ROLE=MODEL,ROLE=MODEL.");
    }
    for (Roles.Binding binding : models) {
      if (binding.role().isPresent()) {
        evaluation.model(binding.role().get(), binding.model());
      } else {
        evaluation.model(binding.model());
      }
    }
    words(PREFIX + "judge").forEach(evaluation::judge);
    evaluation.reports(text("reports").map(Path::of).orElse(REPORTS));
    number("seed").ifPresent(evaluation::seed);
    number("world-seed").ifPresent(evaluation::worldSeed);
    number("concurrency").map(Math::toIntExact).ifPresent(evaluation::concurrency);
    return evaluation.limits(limits());
  }

  private Limits limits() {
    Limits limits = Limits.NONE;
    Optional<Double> budget = parsed("budget", Double::valueOf, "a number");
    if (budget.isPresent()) {
      limits = limits.withMaxSpendUsd(budget.get());
    }
    Optional<Long> calls = number("max-calls");
    return calls.isPresent() ? limits.withMaxCalls(calls.get()) : limits;
  }

  private List<String> words(String name) {
    return parameters.apply(name).stream()
        .flatMap(text -> List.of(text.split(",", -1)).stream())
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private Optional<String> text(String name) {
    return parameters.apply(PREFIX + name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private Optional<Long> number(String name) {
    return parsed(name, Long::valueOf, "a whole number");
  }

  private <T> Optional<T> parsed(String name, Function<String, T> parser, String what) {
    return text(name)
        .map(
            text -> {
              try {
                return parser.apply(text);
              } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                    PREFIX + name + ": \"" + text + "\" is not " + what + ".", e);
              }
            });
  }
}
