package dev.dramatis.cli;

import dev.dramatis.Environment;
import dev.dramatis.Settings;
import dev.dramatis.cli.DoctorCommand.Finding;
import dev.dramatis.model.ModelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What holds where the command line says nothing, and from where it comes. */
final class SettledFindings {
  private static final String ORIGIN = " (dramatis.yaml)";

  private SettledFindings() {}

  static List<Finding> of(Settings settings, Environment environment) {
    List<Finding> findings = new ArrayList<>();
    if (settings.roles().isEmpty()) {
      findings.add(new Finding("Model", ModelOptions.DEFAULT + " (nothing else is named)"));
    }
    settings
        .roles()
        .forEach(
            (role, model) ->
                findings.add(new Finding("Model, " + role, named(settings, model) + ORIGIN)));
    findings.add(
        new Finding(
            "Judge",
            settings.judges().isEmpty()
                ? "nobody; for simulated models the simulated judge"
                : String.join(
                        ", ",
                        settings.judges().stream().map(each -> named(settings, each)).toList())
                    + ORIGIN));
    for (Map.Entry<String, Settings.Stated> endpoint : settings.endpoints().entrySet()) {
      findings.add(
          new Finding("Endpoint " + endpoint.getKey(), endpoint(endpoint.getValue(), environment)));
    }
    return findings;
  }

  private static String named(Settings settings, String model) {
    return settings.model(model).toString();
  }

  private static String endpoint(Settings.Stated stated, Environment environment) {
    ModelSettings set = stated.settings();
    List<String> words = new ArrayList<>(List.of(stated.model().toString()));
    set.baseUrl().ifPresent(address -> words.add("at " + address));
    set.keyName()
        .ifPresent(
            key ->
                words.add(
                    "key in "
                        + key
                        + (environment.get(key).isPresent() ? ", set" : ", which is not set")));
    set.pace().requestsPerMinute().ifPresent(rpm -> words.add(rpm + " requests a minute"));
    set.pace().tokensPerMinute().ifPresent(tpm -> words.add(tpm + " tokens a minute"));
    set.price()
        .ifPresent(price -> words.add("USD " + price.input() + " in, " + price.output() + " out"));
    set.body().forEach((field, value) -> words.add(field + " = " + value));
    return Terminal.safeLine(String.join("; ", words));
  }
}
