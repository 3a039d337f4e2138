package dev.dramatis.suite;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one suite, section by section, each as far as the faults of the others allow. */
final class SuiteReader {
  private final SuiteFolder folder;
  private final Located root;
  private final Problems problems;

  /**
   * @param root the suite's file, already held against the schema
   */
  SuiteReader(SuiteFolder folder, Located root, Problems problems) {
    this.folder = folder;
    this.root = root;
    this.problems = problems;
  }

  /** The suite; of use only if no problem was noted. */
  Suite read(Path file) {
    Sampling sampling =
        SamplingReader.suite(root.get("sampling").filter(at -> !problems.touch(at)));
    int before = problems.complaints();
    List<Placed<Probe>> placedProbes =
        root.get("probes").map(new ProbeReader(folder, problems)::read).orElse(List.of());
    boolean probesKnown =
        problems.complaints() == before
            && root.get("probes").filter(at -> !problems.touch(at)).isPresent();
    List<Probe> probes = placedProbes.stream().map(Placed::value).toList();
    Map<String, ClassifierSpec> classifiers = classifiers();
    ArmIndex readable = new ArmReader(sampling.parameters(), problems).read(root.getOrThis("arms"));
    ArmIndex arms = probesKnown ? checkProbes(readable, placedProbes) : readable;
    TrainingReader training = new TrainingReader(folder, problems);
    Trainings trainings = training.read(root.get("training").filter(at -> !problems.touch(at)));
    if (arms.unread().isEmpty()) {
      training.check(arms.arms(), trainings);
    }
    Map<String, List<Placed<Shot>>> shots =
        new ShotFiles(folder, problems).read(arms.arms(), probes);
    Map<String, Tool> tools = new ToolReader(problems).read(root.get("tools"));
    if (probesKnown && arms.unread().isEmpty()) {
      new ToolCheck(problems)
          .check(arms.arms(), probes, root.get("tools").map(Located::entries).orElse(Map.of()));
    }
    List<Prediction> predictions = predictions(arms, probes, probesKnown, classifiers);
    root.get("maxOverlap")
        .filter(at -> at.node().isNumber())
        .ifPresent(
            limit ->
                new OverlapCheck(arms.values(), shots, problems)
                    .check(placedProbes, limit.node().doubleValue()));
    Optional<WorldSpec> world =
        world(arms, placedProbes, shots, training.rows(), classifiers, tools);
    return new Suite(
        file,
        root.text("suite").orElse(""),
        root.text("title").orElse(""),
        root.text("claim").orElse(""),
        root.get("source")
            .map(at -> new Source(at.text("work").orElse(""), at.text("section").orElse("")))
            .orElse(new Source("", "")),
        requires(arms),
        root.text("drawnFrom").orElse(""),
        tools,
        arms.values(),
        probes,
        plain(shots),
        trainings,
        classifiers,
        predictions,
        sampling,
        exclusions(),
        judgeBar(),
        world,
        folder.files(),
        folder.hash());
  }

  private Map<String, ClassifierSpec> classifiers() {
    Map<String, ClassifierSpec> classifiers = new LinkedHashMap<>();
    ClassifierReader reader = new ClassifierReader(folder, problems);
    root.getOrThis("classifiers")
        .entries()
        .forEach(
            (name, at) -> {
              if (!problems.touch(at)) {
                reader.read(at).ifPresent(spec -> classifiers.put(name, spec));
              }
            });
    return classifiers;
  }

  /** The arms whose groups exist. */
  private ArmIndex checkProbes(ArmIndex readable, List<Placed<Probe>> probes) {
    GroupCheck groups = new GroupCheck(readable.arms(), probes, problems);
    ArmIndex arms = readable.without(groups.unknownGroups());
    groups.families();
    groups.twins();
    VariableCheck variables = new VariableCheck(arms.arms(), probes, problems);
    variables.values();
    if (arms.unread().isEmpty()) {
      groups.taken();
      variables.unused();
    }
    return arms;
  }

  private List<Prediction> predictions(
      ArmIndex arms,
      List<Probe> probes,
      boolean probesKnown,
      Map<String, ClassifierSpec> classifiers) {
    return new PredictionReader(
            new ContrastReader(arms, problems),
            new MeasureReader(
                classifiers, root.getOrThis("classifiers").entries().keySet(), problems),
            probesKnown
                ? Optional.of(new CellCheck(arms, probes, classifiers, problems))
                : Optional.empty(),
            problems)
        .read(root.getOrThis("predictions"));
  }

  private Optional<WorldSpec> world(
      ArmIndex arms,
      List<Placed<Probe>> probes,
      Map<String, List<Placed<Shot>>> shots,
      List<Placed<EpisodeRow>> rows,
      Map<String, ClassifierSpec> classifiers,
      Map<String, Tool> tools) {
    Optional<Located> section = root.get("world").filter(at -> !problems.touch(at));
    Optional<WorldSpec> world =
        section.flatMap(new WorldReader(classifiers, tools, problems)::read);
    if (root.get("world").isEmpty()) {
      Stream.of(
              probes.stream().map(Placed::at),
              shots.values().stream().flatMap(List::stream).map(Placed::at),
              rows.stream().map(Placed::at))
          .flatMap(records -> records)
          .flatMap(record -> record.get("axes").stream())
          .findFirst()
          .ifPresent(
              axes ->
                  problems.add(
                      axes,
                      "\"axes\" names what a simulated world may show, and this suite has no"
                          + " \"world\". Add one, or take all \"axes\" out."));
    }
    if (world.isPresent()) {
      WorldCheck check = new WorldCheck(world.get(), section.get(), problems);
      int before = problems.complaints();
      for (Placed<Probe> probe : probes) {
        check.record(probe.value().text(), new Placed<>(probe.value().matter(), probe.at()));
      }
      shots.values().stream()
          .flatMap(List::stream)
          .forEach(
              shot ->
                  check.record(
                      Optional.of(shot.value().user()),
                      new Placed<>(shot.value().matter(), shot.at())));
      rows.forEach(
          row ->
              check.record(
                  Optional.of(row.value().user()), new Placed<>(row.value().matter(), row.at())));
      if (problems.complaints() == before) {
        check.enough(probes.stream().map(Placed::value).toList(), arms.values());
      }
    }
    return world;
  }

  /** What the suite says that it needs, which must name all that its arms need. */
  private Set<Capability> requires(ArmIndex arms) {
    Set<Capability> stated = EnumSet.noneOf(Capability.class);
    root.texts("requires").forEach(word -> Capability.of(word).ifPresent(stated::add));
    if (root.get("requires").isEmpty()) {
      stated.add(Capability.CHAT);
    }
    Set<Capability> unstated = EnumSet.noneOf(Capability.class);
    for (Placed<Arm> arm : arms.arms()) {
      for (Capability need : arm.value().needs()) {
        if (!stated.contains(need) && unstated.add(need)) {
          problems.add(
              arm.at(),
              "arm \"%s\" needs an endpoint that %s. Write requires: [%s]."
                  .formatted(
                      arm.value().id(), need.words(), String.join(", ", words(stated, need))));
        }
      }
    }
    return stated;
  }

  private static List<String> words(Set<Capability> stated, Capability more) {
    Set<Capability> all = EnumSet.copyOf(stated);
    all.add(more);
    return all.stream().map(Capability::word).toList();
  }

  private JudgeBar judgeBar() {
    return root.get("judgeBar")
        .map(
            at ->
                new JudgeBar(
                    at.number("sensitivity").orElse(JudgeBar.DEFAULT.sensitivity()),
                    at.number("specificity").orElse(JudgeBar.DEFAULT.specificity())))
        .orElse(JudgeBar.DEFAULT);
  }

  private Exclusions exclusions() {
    return root.get("exclusions")
        .map(
            at ->
                new Exclusions(
                    at.number("atMost").orElse(Exclusions.DEFAULT.atMost()),
                    at.number("differ").orElse(Exclusions.DEFAULT.differ())))
        .orElse(Exclusions.DEFAULT);
  }

  private static Map<String, List<Shot>> plain(Map<String, List<Placed<Shot>>> placed) {
    Map<String, List<Shot>> shots = new LinkedHashMap<>();
    placed.forEach((path, file) -> shots.put(path, file.stream().map(Placed::value).toList()));
    return shots;
  }
}
