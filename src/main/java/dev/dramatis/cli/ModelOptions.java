package dev.dramatis.cli;

import dev.dramatis.CallSettings;
import dev.dramatis.Roles;
import dev.dramatis.Settings;
import dev.dramatis.TrainedModels;
import dev.dramatis.model.ModelName;
import dev.dramatis.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which models are asked, and how patiently. */
final class ModelOptions {
  /** What is asked when nothing is named: money is only spent on a model that was. */
  static final String DEFAULT = "simulated/psm";

  private static final int MOST_SEEDS = 100;

  @Option(
      names = "--model",
      paramLabel = "[ROLE=]MODEL",
      description =
          "The model for a role, or for all: openai/NAME, anthropic/NAME, google/NAME,"
              + " openai-compatible/NAME@URL, simulated/WORLD and others (default: "
              + DEFAULT
              + ", or the roles of dramatis.yaml). An endpoint's short name does too. Of a role that"
              + " suites train, once for every model that was trained.")
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

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "" + TrainedModels.SEEDS,
      description = "Models of every training that a suite asks (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Mixin private CallOptions calls;

  /**
   * The model for every role of the suites: as named here, else as settled; of trained models as
   * named, as trained before, or, in the simulated worlds, as trained now.
   *
   * @param folder where what was trained before is written down
   */
  Bound roles(List<Suite> suites, Settings settings, Path folder) {
    return roles(suites, settings, TrainedModels.known(folder));
  }

  /**
   * The same as if everything were trained: what is not counts as the model that it begins with.
   */
  Bound rolesOnceTrained(List<Suite> suites, Settings settings, Path folder) {
    TrainedModels.Known known = TrainedModels.known(folder);
    return roles(
        suites,
        settings,
        (suite, training, model, base) ->
            known
                .find(suite, training, model, base)
                .or(() -> Optional.of(new TrainedModels.Found(base, Optional.empty()))));
  }

  private Bound roles(List<Suite> suites, Settings settings, TrainedModels.Known known) {
    Map<String, ModelName> roles = plainRoles(suites, settings);
    Map<String, ModelName> all = new LinkedHashMap<>();
    Set<String> asked = Roles.asked(suites);
    roles.forEach(
        (role, name) -> {
          if (asked.contains(role)) {
            all.put(role, name);
          }
        });
    Map<String, String> jobs = new LinkedHashMap<>();
    TrainedModels.bind(suites, roles, named(settings), seeds(), known)
        .forEach(
            (role, found) -> {
              all.put(role, found.model());
              found.job().ifPresent(job -> jobs.put(role, job));
            });
    return new Bound(all, jobs);
  }

  /**
   * Models by role.
   *
   * @param jobs that made the trained ones, as far as they are known
   */
  record Bound(Map<String, ModelName> models, Map<String, String> jobs) {}

  /** How many models of every training are asked, or trained. */
  int seeds() {
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new IllegalArgumentException("--seeds must be from 1 to " + MOST_SEEDS + ".");
    }
    return seeds;
  }

  private Map<String, List<ModelName>> named(Settings settings) {
    Map<String, List<ModelName>> named = new LinkedHashMap<>();
    for (String text : models) {
      Roles.Binding binding = Roles.Binding.parse(text);
      binding
          .role()
          .ifPresent(
              role ->
                  named
                      .computeIfAbsent(role, first -> new ArrayList<>())
                      .add(settings.model(binding.model())));
    }
    return named;
  }

  /** The model for every plain role, of arms and of trainings that begin with it. */
  Map<String, ModelName> plainRoles(List<Suite> suites, Settings settings) {
    Map<String, List<ModelName>> named = named(settings);
    List<ModelName> forAll =
        models.stream()
            .map(Roles.Binding::parse)
            .filter(binding -> binding.role().isEmpty())
            .map(binding -> settings.model(binding.model()))
            .toList();
    if (forAll.size() > 1) {
      throw new IllegalArgumentException(
          "--model names two models for all roles. Several models are several runs, or say"
              + " ROLE=MODEL.");
    }
    ModelName all =
        models.isEmpty() && settings.roles().isEmpty()
            ? ModelName.parse(DEFAULT)
            : forAll.stream().findFirst().orElse(null);
    Set<String> plain = Roles.plain(suites);
    refuseUnknown(suites, named.keySet(), plain);
    Map<String, ModelName> roles = new LinkedHashMap<>();
    for (String role : plain) {
      List<ModelName> own = named.getOrDefault(role, List.of());
      if (own.size() > 1) {
        throw new IllegalArgumentException("--model names two models for the role " + role + ".");
      }
      ModelName model = own.isEmpty() ? null : own.get(0);
      if (model == null && all != null) {
        model = Roles.forAll(all, role).orElse(null);
      }
      if (model == null && settings.roles().containsKey(role)) {
        model = settings.model(String.valueOf(settings.roles().get(role)));
      }
      if (model != null) {
        roles.put(role, model);
      }
    }
    return roles;
  }

  private static void refuseUnknown(List<Suite> suites, Set<String> named, Set<String> plain) {
    Set<String> known = new LinkedHashSet<>(plain);
    for (Suite suite : suites) {
      TrainedModels.asked(suite)
          .forEach(
              model -> {
                known.add(model.toString());
                known.add(suite.id() + "/" + model);
              });
    }
    for (String role : named) {
      if (!known.contains(role)) {
        throw new IllegalArgumentException(
            "--model "
                + role
                + "=…: no suite has that role. Roles: "
                + known.stream()
                    .filter(each -> !each.contains("/"))
                    .collect(Collectors.joining(", "))
                + ".");
      }
    }
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
