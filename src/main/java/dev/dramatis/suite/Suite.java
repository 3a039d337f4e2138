package dev.dramatis.suite;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One family of predictions with its probes, arms and classifiers; read whole and checked.
 *
 * @param file the suite's own file
 * @param requires what an endpoint must be able to do
 * @param tools what arms may offer, by name
 * @param shots the exchanges of every file that an arm may draw from, by path
 * @param trainings the models that arms ask after they were trained for the suite
 * @param files every file that the hash covers, the suite's own first
 * @param hash SHA-256 over the files' paths and hashes, in hex
 */
public record Suite(
    Path file,
    String id,
    String title,
    String claim,
    Source source,
    Set<Capability> requires,
    String drawnFrom,
    Map<String, Tool> tools,
    List<Arm> arms,
    List<Probe> probes,
    Map<String, List<Shot>> shots,
    Trainings trainings,
    Map<String, ClassifierSpec> classifiers,
    List<Prediction> predictions,
    Sampling sampling,
    Exclusions exclusions,
    JudgeBar judgeBar,
    Optional<WorldSpec> world,
    List<SuiteFile> files,
    String hash) {
  public Suite {
    tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
    arms = List.copyOf(arms);
    probes = List.copyOf(probes);
    shots = Collections.unmodifiableMap(new LinkedHashMap<>(shots));
    classifiers = Collections.unmodifiableMap(new LinkedHashMap<>(classifiers));
    predictions = List.copyOf(predictions);
    files = List.copyOf(files);
  }

  /** The same suite with other arms. */
  Suite withArms(List<Arm> others) {
    return new Suite(
        file,
        id,
        title,
        claim,
        source,
        requires,
        drawnFrom,
        tools,
        others,
        probes,
        shots,
        trainings,
        classifiers,
        predictions,
        sampling,
        exclusions,
        judgeBar,
        world,
        files,
        hash);
  }

  /**
   * The arm of this id. Of one that is put to several equally trained models, the first.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Arm arm(String armId) {
    return arms.stream()
        .filter(arm -> arm.id().equals(armId) || arm.condition().equals(armId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no arm \"" + armId + "\" in " + id));
  }

  /** The seeds of the trained models among some arms, in order; empty if none is trained. */
  public List<Integer> seeds(Set<String> conditions) {
    return arms.stream()
        .filter(arm -> conditions.contains(arm.condition()))
        .flatMap(arm -> arm.replica().stream())
        .map(Replica::seed)
        .distinct()
        .sorted()
        .toList();
  }

  /** The id of the arm that puts a condition to the model of a seed, or to the one that it has. */
  public String asked(String condition, int seed) {
    return arms.stream()
        .filter(arm -> arm.condition().equals(condition))
        .filter(arm -> arm.replica().map(replica -> replica.seed() == seed).orElse(true))
        .map(Arm::id)
        .findFirst()
        .orElse(condition);
  }

  /** The probes that a cell holds, in the order written. */
  public List<Probe> probesOf(Cell cell) {
    Arm arm = arm(cell.arm());
    return probes.stream().filter(probe -> arm.takes(probe) && cell.takes(probe)).toList();
  }
}
