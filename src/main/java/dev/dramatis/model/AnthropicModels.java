package dev.dramatis.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.suite.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is known of Anthropic's models without asking: the table {@code
 * model/anthropic-models.json}, with source and date, and what depends on the version of the
 * interface.
 */
final class AnthropicModels {
  /** The version that is asked for unless a variable says otherwise. */
  static final String USUAL_VERSION = "2023-06-01";

  /** From this version on, sampling parameters are refused. */
  private static final String WITHOUT_SAMPLING = "2026-10-21";

  private static final String RESOURCE = "/model/anthropic-models.json";
  private static final List<NamePattern> DEFAULT_ONLY = load("defaultSamplingOnly");
  private static final List<NamePattern> PREFILLED = load("prefill");

  private AnthropicModels() {}

  private static List<NamePattern> load(String list) {
    try (InputStream in = AnthropicModels.class.getResourceAsStream(RESOURCE)) {
      if (in == null) throw new IllegalStateException(RESOURCE + " is missing from the program");
      List<NamePattern> patterns = new ArrayList<>();
      for (JsonNode row : new ObjectMapper().readTree(in).path(list)) {
        patterns.add(NamePattern.of(row.required("match").asText()));
      }
      return List.copyOf(patterns);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  /** One sentence for each parameter that a model would refuse, with the remedy. */
  static List<String> objections(
      String model, String version, Parameters parameters, boolean withLogprobs) {
    List<String> objections = new ArrayList<>();
    check(model, version, "temperature", parameters.temperature(), objections);
    check(model, version, "topP", parameters.topP(), objections);
    if (withLogprobs) {
      objections.add(model + " gives no log-probabilities: Anthropic's interface has none.");
    }
    return List.copyOf(objections);
  }

  /**
   * Whether a model goes on with a begun turn.
   *
   * @param body further fields of every request, among them the setting for thinking
   */
  static Ability canPrefill(String model, Map<String, Object> body) {
    if (PREFILLED.stream().noneMatch(pattern -> pattern.fits(model))) {
      return new Ability.Unable(
          "Anthropic's interface refuses a begun turn for models from Claude 4.6 on.");
    }
    boolean thinks =
        body.get("thinking") instanceof Map<?, ?> thinking
            && !"disabled".equals(thinking.get("type"));
    return thinks
        ? new Ability.Unable(
            "Anthropic's interface takes a begun turn only without thinking: leave it out of the"
                + " endpoint's body.")
        : new Ability.Able("documented by the provider");
  }

  private static void check(
      String model, String version, String name, OptionalDouble asked, List<String> objections) {
    if (asked.isEmpty()) return;
    double value = asked.getAsDouble();
    // Versions are dates, which sort as texts.
    if (version.compareTo(WITHOUT_SAMPLING) >= 0) {
      objections.add(
          "version "
              + version
              + " of Anthropic's interface takes no "
              + name
              + ": leave it out under sampling, or set ANTHROPIC_VERSION="
              + USUAL_VERSION
              + ".");
    } else if (value > 1) {
      objections.add(
          model
              + " takes a "
              + name
              + " from 0 to 1, not "
              + value
              + ": change it under sampling.");
    } else if (value != 1 && DEFAULT_ONLY.stream().anyMatch(pattern -> pattern.fits(model))) {
      objections.add(
          model
              + " takes no "
              + name
              + " but 1, not "
              + value
              + ": leave it out under sampling, or set it to 1.");
    }
  }
}
