package dev.dramatis.verdict;

import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Capability;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Exclusions;
import dev.dramatis.suite.JudgeBar;
import dev.dramatis.suite.Layout;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Mode;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Replica;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Sampling;
import dev.dramatis.suite.Source;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SweepPoint;
import dev.dramatis.suite.Trainings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Builds suites of a few lines, by hand and unchecked. Probes are called p0, p1 and so on. */
final class SmallSuite {
  private static final Parameters PARAMETERS =
      new Parameters(OptionalDouble.of(1), OptionalDouble.empty(), 300, List.of());

  private final List<Arm> arms = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private final List<Prediction> predictions = new ArrayList<>();
  private final Map<String, ClassifierSpec> classifiers = new LinkedHashMap<>();
  private Exclusions exclusions = Exclusions.DEFAULT;
  private int repeats = 1;
  private String id = "small";

  SmallSuite() {
    classifiers.put("label", new ClassifierSpec.Contains(List.of("x")));
  }

  SmallSuite named(String name) {
    id = name;
    return this;
  }

  SmallSuite repeats(int count) {
    repeats = count;
    return this;
  }

  SmallSuite exclusions(double atMost, double differ) {
    exclusions = new Exclusions(atMost, differ);
    return this;
  }

  SmallSuite voice() {
    classifiers.put("label", new ClassifierSpec.Voice(ClassifierSpec.Voice.Sees.RESPONSE));
    return this;
  }

  SmallSuite arms(String... ids) {
    for (String id : ids) {
      arm(id, Optional.empty());
    }
    return this;
  }

  SmallSuite sweep(String arm, String over, String... values) {
    for (String value : values) {
      arm(
          arm + "[" + over + "=" + value + "]",
          Optional.of(new SweepPoint(arm, Map.of(over, value))));
    }
    return this;
  }

  /** An arm that is put to models of several seeds, as {@code ID[seed=1]} and so on. */
  SmallSuite trained(String id, int seeds) {
    for (int seed = 1; seed <= seeds; seed++) {
      arm(id + "[seed=" + seed + "]", Optional.empty(), Optional.of(new Replica(id, seed)));
    }
    return this;
  }

  private void arm(String id, Optional<SweepPoint> sweep) {
    arm(id, sweep, Optional.empty());
  }

  private void arm(String id, Optional<SweepPoint> sweep, Optional<Replica> replica) {
    arms.add(
        new Arm(
            id,
            "chat",
            Optional.empty(),
            Optional.empty(),
            "{{probe}}",
            List.of(),
            Layout.TURNS,
            false,
            false,
            Mode.CHAT,
            Optional.empty(),
            List.of(),
            false,
            false,
            Set.of(),
            PARAMETERS,
            sweep,
            replica));
  }

  SmallSuite probes(int count) {
    return probes(count, Optional.empty(), Optional.empty(), Optional.empty());
  }

  SmallSuite group(String group, int count) {
    return probes(count, Optional.of(group), Optional.empty(), Optional.empty());
  }

  SmallSuite kind(String kind, int count) {
    return probes(count, Optional.empty(), Optional.of(kind), Optional.empty());
  }

  SmallSuite family(String family, int count) {
    return probes(count, Optional.empty(), Optional.empty(), Optional.of(family));
  }

  private SmallSuite probes(
      int count, Optional<String> group, Optional<String> kind, Optional<String> family) {
    for (int i = 0; i < count; i++) {
      probes.add(
          new Probe(
              "p" + probes.size(),
              Optional.of("?"),
              group,
              kind,
              family,
              Matter.UNKNOWN,
              Optional.empty(),
              Map.of()));
    }
    return this;
  }

  SmallSuite primary(Claim... claims) {
    return predicts("primary", Role.PRIMARY, claims);
  }

  SmallSuite predicts(String id, Role role, Claim... claims) {
    return predicts(id, role, Optional.empty(), List.of(), claims);
  }

  SmallSuite gatedBy(List<String> gates, String id, Role role, Claim... claims) {
    return predicts(id, role, Optional.of(gates), List.of(), claims);
  }

  SmallSuite primaryWithAlternative(Measure alternative, Claim... claims) {
    return predicts("primary", Role.PRIMARY, Optional.empty(), List.of(alternative), claims);
  }

  private SmallSuite predicts(
      String id,
      Role role,
      Optional<List<String>> gates,
      List<Measure> alternatives,
      Claim... claims) {
    predictions.add(
        new Prediction(
            id,
            role,
            Bearing.ALLOWED,
            "",
            List.of(claims),
            gates,
            alternatives,
            "",
            "",
            List.of(),
            1));
    return this;
  }

  Suite build() {
    return new Suite(
        Path.of("small.yaml"),
        id,
        "",
        "",
        new Source("", ""),
        Set.of(Capability.CHAT),
        "",
        Map.of(),
        arms,
        probes,
        Map.of(),
        Trainings.NONE,
        classifiers,
        predictions,
        new Sampling(repeats, PARAMETERS),
        exclusions,
        JudgeBar.DEFAULT,
        Optional.empty(),
        List.of(),
        "");
  }

  SuiteResult evaluate(Outcomes outcomes) {
    return SuiteEvaluation.of(build(), outcomes, Gating.ON);
  }

  /** The only claim of the primary prediction. */
  ClaimResult claim(Outcomes outcomes) {
    return evaluate(outcomes).primary().claims().get(0);
  }
}
