package dev.dramatis.run;

import dev.dramatis.model.ModelSettings;
import dev.dramatis.verdict.SuiteResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Everything that is known about a run when its reports are written; holds no secret.
 *
 * @param run the folder's name
 * @param frozen when the plan and the suites were written to disk, before the first call
 * @param started the first call
 * @param program name and version
 * @param roles the model's name, without server, for every role
 * @param jobs that made trained models, as their provider names them, by role; as far as known
 * @param judges the names, without server, of the models that labelled; empty if none did
 * @param endpoints the settings of models that were asked with settings of their own, by label
 * @param parent the run whose transcripts were labelled again, if this is no run of its own
 * @param simulated whether every model was a simulated world
 * @param complete whether every planned trial was asked
 * @param arguments the command line, without secrets
 * @param deviations from the plan, in words; empty if there were none
 * @param suites in the order asked for
 * @param adjusted for every suite the primary's p-value after Benjamini and Hochberg over all
 *     planned primaries
 * @param earlier runs of the same suites on the same models, the newest first
 */
public record RunRecord(
    String run,
    Instant frozen,
    Instant started,
    Instant finished,
    String program,
    Map<String, String> roles,
    Map<String, String> jobs,
    List<String> judges,
    Map<String, ModelSettings> endpoints,
    Optional<String> parent,
    boolean simulated,
    long seed,
    long worldSeed,
    boolean complete,
    Counts counts,
    List<String> arguments,
    List<String> deviations,
    List<SuiteResult> suites,
    Map<String, Double> adjusted,
    List<EarlierRun> earlier) {
  public RunRecord {
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    jobs = Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
    judges = List.copyOf(judges);
    endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    arguments = List.copyOf(arguments);
    deviations = List.copyOf(deviations);
    suites = List.copyOf(suites);
    adjusted = Collections.unmodifiableMap(new LinkedHashMap<>(adjusted));
    earlier = List.copyOf(earlier);
  }

  /**
   * What became of a suite.
   *
   * @throws IllegalArgumentException if it is none of this run's
   */
  public SuiteResult suite(String id) {
    return suites.stream()
        .filter(each -> each.suite().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no suite \""
                        + id
                        + "\" in this run. Suites: "
                        + suites.stream()
                            .map(each -> each.suite().id())
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /**
   * What was asked and what came of it.
   *
   * @param planned trials
   * @param asked trials that are finished, failed ones included
   * @param failed trials of which a call failed
   * @param judgements answers of judges
   * @param judgeFailures calls to judges that failed
   * @param calls replies that were asked for
   * @param attempts requests that were sent
   * @param inputTokens as providers counted them; absent when none did
   * @param served every model that answered, as it named itself, with the number of replies
   * @param failures failed calls by message, the most frequent first, at most 20
   * @param spendUsd in US dollars, by prices of the day; absent when the cost of a reply is not
   *     known
   */
  public record Counts(
      long planned,
      long asked,
      long failed,
      long judgements,
      long judgeFailures,
      long calls,
      long attempts,
      Optional<Long> inputTokens,
      Optional<Long> outputTokens,
      Map<String, Long> served,
      Map<String, Long> failures,
      OptionalDouble spendUsd) {
    public Counts {
      served = Collections.unmodifiableMap(new LinkedHashMap<>(served));
      failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }
  }

  /** An earlier run of the same suite hash on the same models. */
  public record EarlierRun(String run, Instant started, String suite, String primaryVerdict) {}
}
