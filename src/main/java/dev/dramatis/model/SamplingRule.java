package dev.dramatis.model;

import dev.dramatis.suite.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which parameters a model of OpenAI's takes.
 *
 * @param effort of reasoning, as far as it is known
 */
record SamplingRule(
    String model,
    OpenAiApi api,
    Temperature temperature,
    boolean stop,
    boolean logprobs,
    Optional<String> effort) {
  /** Which temperatures, and values of top-p, a model takes. */
  enum Temperature {
    ANY,
    /** 1, which is the default, and no other. */
    ONE,
    /** Others than 1 only while it does not reason. */
    WITHOUT_REASONING
  }

  /** One sentence for each parameter that it would refuse, with the remedy. */
  List<String> objections(Parameters parameters, boolean withLogprobs) {
    var objections = new ArrayList<String>();
    sampling("temperature", parameters.temperature()).ifPresent(objections::add);
    sampling("topP", parameters.topP()).ifPresent(objections::add);
    if (!parameters.stop().isEmpty()) {
      if (api == OpenAiApi.RESPONSES) objections.add(withoutStop());
      else if (!stop) {
        objections.add(model + " takes no stop texts: leave out stop under sampling.");
      }
    }
    if (withLogprobs) withoutLogprobs().ifPresent(objections::add);
    return List.copyOf(objections);
  }

  /** Whether the model gives log-probabilities, by what is known of OpenAI's own. */
  Ability canLogprobs(OpenAiProvider provider) {
    Optional<String> against = withoutLogprobs();
    if (against.isPresent()) return new Ability.Unable(against.get());
    return provider.servesOpenAiModels()
        ? new Ability.Able("documented by the provider")
        : new Ability.Unknown("it depends on the server and the model.");
  }

  /** The one thing that could not even be sent. */
  String withoutStop() {
    return model
        + " is asked through /responses, which has no stop texts: leave out stop under sampling.";
  }

  private Optional<String> sampling(String name, OptionalDouble value) {
    if (value.isEmpty() || value.getAsDouble() == 1) return Optional.empty();
    String given = name + " " + value.getAsDouble();
    return switch (temperature) {
      case ANY -> Optional.empty();
      case ONE ->
          Optional.of(
              model
                  + " takes no "
                  + name
                  + " but 1, and "
                  + given
                  + " is asked for: set it to 1 or leave it out under sampling.");
      case WITHOUT_REASONING ->
          reasons()
              ? Optional.of(
                  model
                      + " takes "
                      + given
                      + " only while it does not reason: "
                      + effortRemedy()
                      + ", or leave "
                      + name
                      + " out under sampling.")
              : Optional.empty();
    };
  }

  private Optional<String> withoutLogprobs() {
    if (!logprobs) return Optional.of(model + " gives no log-probabilities: name another model.");
    return temperature == Temperature.WITHOUT_REASONING && reasons()
        ? Optional.of(
            model
                + " gives log-probabilities only while it does not reason: "
                + effortRemedy()
                + ".")
        : Optional.empty();
  }

  private boolean reasons() {
    return effort.filter("none"::equals).isEmpty();
  }

  private String effortRemedy() {
    return switch (api) {
      case CHAT_COMPLETIONS -> "set reasoning_effort to none in the endpoint's body";
      case RESPONSES -> "set reasoning: {effort: none} in the endpoint's body";
    };
  }
}
