package dev.dramatis.compare;

import dev.dramatis.compare.ModelCard.CardSuite;
import dev.dramatis.compare.ModelCard.Source;
import dev.dramatis.model.Abilities;
import dev.dramatis.run.FinishedRun;
import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.SuiteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers a model's card from runs that are read one at a time, the newest first: what an earlier
 * one has said of a suite, a later one does not say again.
 */
public final class ModelCards {
  private final String model;
  private final Map<String, CardSuite> suites = new TreeMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, Abilities.Finding> abilities = new LinkedHashMap<>();
  private final Set<String> references = new LinkedHashSet<>();
  private boolean simulated = true;

  /** Of a model by its name without server. */
  public ModelCards(String model) {
    this.model = model;
  }

  /** Takes from a run of the model the suites that no run before it had. */
  public void add(FinishedRun run) {
    RunRecord record = run.record();
    RunDigest digest = Digests.of(run);
    int taken = 0;
    for (SuiteResult result : record.suites()) {
      String id = result.suite().id();
      Optional<SuiteDigest> suite = digest.suite(id);
      if (suite.isPresent() && !suites.containsKey(id)) {
        suites.put(
            id,
            new CardSuite(
                record.run(),
                suite.get(),
                result.doses(),
                VoiceShares.of(result.suite(), run.outcomes(result.suite())),
                Map.of()));
        taken++;
      }
    }
    if (taken > 0) {
      sources.add(source(record, taken));
      simulated &= record.simulated();
      run.manifest()
          .abilities()
          .byModel()
          .getOrDefault(model, Map.of())
          .forEach(abilities::putIfAbsent);
    }
  }

  private static Source source(RunRecord record, int suites) {
    RunRecord.Counts counts = record.counts();
    return new Source(
        record.run(),
        record.frozen(),
        record.program(),
        suites,
        List.copyOf(counts.served().keySet()),
        counts.calls(),
        counts.failed(),
        counts.inputTokens().map(OptionalLong::of).orElse(OptionalLong.empty()),
        counts.outputTokens().map(OptionalLong::of).orElse(OptionalLong.empty()),
        counts.spendUsd());
  }

  /**
   * Takes from a run of another model what it says of the primaries of the same suites: of a suite
   * whose text is another, nothing.
   */
  public void beside(String other, RunDigest run) {
    for (SuiteDigest suite : run.suites()) {
      CardSuite mine = suites.get(suite.id());
      if (mine != null
          && mine.suite().hash().equals(suite.hash())
          && !mine.references().containsKey(other)) {
        suite.predictions().stream()
            .filter(prediction -> prediction.role() == Role.PRIMARY)
            .findFirst()
            .ifPresent(primary -> suites.put(suite.id(), with(mine, other, primary)));
        references.add(other);
      }
    }
  }

  private static CardSuite with(CardSuite mine, String other, PredictionDigest primary) {
    Map<String, PredictionDigest> more = new LinkedHashMap<>(mine.references());
    more.put(other, primary);
    return new CardSuite(mine.run(), mine.suite(), mine.doses(), mine.voices(), more);
  }

  /**
   * The card.
   *
   * @throws DigestException if no run of the model was added
   */
  public ModelCard card() {
    if (suites.isEmpty()) {
      throw new DigestException("There is no finished run of " + model + " to make a card of.");
    }
    return new ModelCard(
        model,
        simulated,
        sources,
        abilities,
        List.copyOf(suites.values()),
        List.copyOf(references));
  }
}
