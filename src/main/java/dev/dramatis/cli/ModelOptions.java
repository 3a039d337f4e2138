package dev.dramatis.cli;

import dev.dramatis.CallSettings;
import dev.dramatis.Settings;
import dev.dramatis.model.ModelName;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which models are asked, and how patiently. */
final class ModelOptions {
  /** What is asked when nothing is named: money is only spent on a model that was. */
  static final String DEFAULT = "simulated/psm";

  private static final Pattern ROLE = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)=(.+)");

  @Option(
      names = "--model",
      paramLabel = "[ROLE=]MODEL",
      description =
          "The model for a role, or for all: openai/NAME, anthropic/NAME, google/NAME,"
              + " openai-compatible/NAME@URL, simulated/WORLD and others (default: "
              + DEFAULT
              + ", or the roles of dramatis.yaml). An endpoint's short name does too.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--judge",
      paramLabel = "MODEL",
      description =
          "Who labels what needs a judge; several are a panel, by majority (default: nobody; for"
              + " simulated models the simulated judge).")
  private List<String> judges = new ArrayList<>();

  @Option(names = "--self-judge", description = "Let a model that is tested judge too.")
  private boolean selfJudging;

  @Mixin private CallOptions calls;

  /** The model for every role of the suites: as named here, else as settled. */
  Map<String, ModelName> roles(List<Suite> suites, Settings settings) {
    Map<String, ModelName> named = new LinkedHashMap<>();
    ModelName all = null;
    for (String text : models) {
      Matcher matcher = ROLE.matcher(text);
      boolean hasRole = matcher.matches() && !text.substring(0, matcher.end(1)).contains("/");
      if (hasRole) {
        if (named.put(matcher.group(1), settings.model(matcher.group(2))) != null) {
          throw new IllegalArgumentException(
              "--model names two models for the role " + matcher.group(1) + ".");
        }
      } else {
        if (all != null) {
          throw new IllegalArgumentException(
              "--model names two models for all roles. Several models are several runs, or say"
                  + " ROLE=MODEL.");
        }
        all = settings.model(text);
      }
    }
    if (models.isEmpty() && settings.roles().isEmpty()) {
      all = ModelName.parse(DEFAULT);
    }
    Map<String, ModelName> roles = new LinkedHashMap<>();
    for (Suite suite : suites) {
      for (var arm : suite.arms()) {
        ModelName model = named.get(arm.model());
        if (model == null && all != null) {
          model = forAll(all, arm.model());
        }
        if (model == null && settings.roles().containsKey(arm.model())) {
          model = settings.model(String.valueOf(settings.roles().get(arm.model())));
        }
        if (model != null) {
          roles.put(arm.model(), model);
        }
      }
    }
    Set<String> known = new LinkedHashSet<>();
    suites.forEach(suite -> suite.arms().forEach(arm -> known.add(arm.model())));
    for (String role : named.keySet()) {
      if (!known.contains(role)) {
        throw new IllegalArgumentException(
            "--model "
                + role
                + "=…: no suite has that role. Roles: "
                + String.join(", ", known)
                + ".");
      }
    }
    return roles;
  }

  /**
   * What a model that is named for all roles stands for in one. A model before post-training is
   * another than the one that is tested, so it has to be named by its role.
   */
  private static @Nullable ModelName forAll(ModelName all, String role) {
    if (all.provider().equals("simulated")) {
      return SimulatedEndpoint.of(all, role);
    }
    return role.equals(SimulatedEndpoint.BASE) ? null : all;
  }

  /** Who judges: as named here, else as settled. */
  List<ModelName> judges(Settings settings) {
    return named(judges, settings);
  }

  /** The models that were named on the command line; if none was, the judges that are settled. */
  static List<ModelName> named(List<String> judges, Settings settings) {
    return (judges.isEmpty() ? settings.judges() : judges).stream().map(settings::model).toList();
  }

  boolean selfJudging() {
    return selfJudging;
  }

  CallSettings calls(Context context) {
    return calls.settings(context);
  }
}
