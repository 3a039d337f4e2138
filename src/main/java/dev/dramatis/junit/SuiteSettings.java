package dev.dramatis.junit;

import dev.dramatis.Evaluation;
import dev.dramatis.EvaluationBuilder;
import dev.dramatis.run.Limits;
import dev.dramatis.suite.Suite;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How suites are run as tests, by parameters whose names begin with {@code dramatis.}: system
 * properties for {@link SuiteTests}, and configuration parameters of the JUnit Platform (which fall
 * back to system properties) for the engine. Without a model it is the simulated world.
 */
final class SuiteSettings {
  static final String PREFIX = "dramatis.";

  /** Where the engine looks for suites: paths of files or folders, separated by commas. */
  static final String SUITES = PREFIX + "suites";

  private final Function<String, Optional<String>> parameters;

  SuiteSettings(Function<String, Optional<String>> parameters) {
    this.parameters = parameters;
  }

  static SuiteSettings ofSystemProperties() {
    return new SuiteSettings(name -> Optional.ofNullable(System.getProperty(name)));
  }

  /** An evaluation of one suite. */
  EvaluationBuilder evaluation(Suite suite) {
    EvaluationBuilder evaluation = Evaluation.of(List.of(suite));
    models()
        .forEach(
            (role, model) -> {
              if (role.isEmpty()) {
                evaluation.model(model);
              } else {
                evaluation.model(role, model);
              }
            });
    words("judge").forEach(evaluation::judge);
    parameters
        .apply(PREFIX + "reports")
        .ifPresentOrElse(
            folder -> evaluation.reports(Path.of(folder)),
            () -> evaluation.reports(Path.of("target", "dramatis")));
    number("seed").ifPresent(evaluation::seed);
    number("world-seed").ifPresent(evaluation::worldSeed);
    evaluation.limits(
        new Limits(decimal("budget"), number("max-calls"), Optional.empty(), OptionalLong.empty()));
    return evaluation;
  }

  /** {@code dramatis.model}: {@code MODEL} or {@code ROLE=MODEL}, separated by commas. */
  private Map<String, String> models() {
    Map<String, String> models = new LinkedHashMap<>();
    for (String text : words("model")) {
      int equals = text.indexOf('=');
      int slash = text.indexOf('/');
      boolean named = equals > 0 && equals < slash;
      models.put(named ? text.substring(0, equals) : "", named ? text.substring(equals + 1) : text);
    }
    return models;
  }

  private List<String> words(String name) {
    return parameters.apply(PREFIX + name).stream()
        .flatMap(text -> List.of(text.split("\\s*,\\s*")).stream())
        .filter(text -> !text.isBlank())
        .toList();
  }

  private OptionalLong number(String name) {
    return parameters
        .apply(PREFIX + name)
        .map(
            text -> {
              try {
                return OptionalLong.of(Long.parseLong(text.strip()));
              } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                    PREFIX + name + ": \"" + text + "\" is not a whole number", e);
              }
            })
        .orElse(OptionalLong.empty());
  }

  private OptionalDouble decimal(String name) {
    return parameters
        .apply(PREFIX + name)
        .map(
            text -> {
              try {
                return OptionalDouble.of(Double.parseDouble(text.strip()));
              } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                    PREFIX + name + ": \"" + text + "\" is not a number", e);
              }
            })
        .orElse(OptionalDouble.empty());
  }
}
