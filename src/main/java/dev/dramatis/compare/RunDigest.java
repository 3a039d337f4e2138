package dev.dramatis.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.TrainedModel;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What later comparisons need of a run, small enough to be kept for years: no text of a model and
 * no secret, but every unit's effect with a hash of what was asked.
 *
 * @param format of this shape
 * @param run the folder's name
 * @param frozen when the run began
 * @param program name and version
 * @param roles the model's name, without server, for every role
 * @param settings of models that were asked with settings of their own, by label, in words
 * @param parent the run whose transcripts were labelled again, if this is no run of its own
 * @param simulated whether every model was a simulated world
 * @param planned trials
 * @param asked trials that are finished, failed ones included
 * @param failed trials of which a call failed
 * @param spendUsd absent where the cost of a reply is not known
 */
public record RunDigest(
    String format,
    String run,
    Instant frozen,
    String program,
    Map<String, String> roles,
    Map<String, String> settings,
    List<String> judges,
    Optional<String> parent,
    boolean simulated,
    long seed,
    long worldSeed,
    long planned,
    long asked,
    long failed,
    OptionalDouble spendUsd,
    List<String> deviations,
    List<SuiteDigest> suites) {
  /** The shape that this version writes and reads. */
  public static final String FORMAT = "dramatis-digest/1";

  public RunDigest {
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    judges = List.copyOf(judges);
    deviations = List.copyOf(deviations);
    suites = List.copyOf(suites);
  }

  /** Whether every planned trial was asked. */
  @JsonIgnore
  public boolean isComplete() {
    return asked == planned;
  }

  /** A suite of the run; empty if it was not in it. */
  public Optional<SuiteDigest> suite(String id) {
    return suites.stream().filter(suite -> suite.id().equals(id)).findFirst();
  }

  /** What was tested: the models of plain roles, each once, and how many were trained. */
  public String subject() {
    List<String> plain =
        roles.entrySet().stream()
            .filter(role -> TrainedModel.Seeded.parse(role.getKey()).isEmpty())
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    long trained =
        roles.keySet().stream().filter(role -> TrainedModel.Seeded.parse(role).isPresent()).count();
    return String.join(" + ", plain)
        + (trained == 0 ? "" : (plain.isEmpty() ? "" : " + ") + trained + " trained models");
  }

  /** The same with the units of primaries alone, for a history of many nights. */
  public RunDigest withUnitsOfPrimaries() {
    return new RunDigest(
        format,
        run,
        frozen,
        program,
        roles,
        settings,
        judges,
        parent,
        simulated,
        seed,
        worldSeed,
        planned,
        asked,
        failed,
        spendUsd,
        deviations,
        suites.stream()
            .map(suite -> suite.forHistory(prediction -> prediction.role() == Role.PRIMARY))
            .toList());
  }
}
