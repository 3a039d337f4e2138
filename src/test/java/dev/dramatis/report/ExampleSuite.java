package dev.dramatis.report;

import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Capability;
import dev.dramatis.suite.Cell;
import dev.dramatis.suite.Claim;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Exclusions;
import dev.dramatis.suite.JudgeBar;
import dev.dramatis.suite.Layout;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Mode;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Sampling;
import dev.dramatis.suite.Source;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteFile;
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

/** Builds suites for reports to show. */
final class ExampleSuite {
  private final String id;
  private final String title;
  private final List<Arm> arms = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private final List<Prediction> predictions = new ArrayList<>();
  private int repeats = 3;

  ExampleSuite(String id, String title) {
    this.id = id;
    this.title = title;
  }

  ExampleSuite repeats(int count) {
    this.repeats = count;
    return this;
  }

  ExampleSuite arm(String arm) {
    return arm(arm, Optional.empty());
  }

  ExampleSuite sweep(String arm, String over, int... values) {
    for (int value : values) {
      arm(
          arm + "[" + over + "=" + value + "]",
          Optional.of(new SweepPoint(arm, Map.of(over, Integer.toString(value)))));
    }
    return this;
  }

  private ExampleSuite arm(String arm, Optional<SweepPoint> sweep) {
    arms.add(
        new Arm(
            arm,
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
            new Parameters(OptionalDouble.of(1), OptionalDouble.empty(), 300, List.of()),
            sweep,
            Optional.empty()));
    return this;
  }

  ExampleSuite probes(int perKind, String... kinds) {
    for (String kind : kinds) {
      for (int i = 1; i <= perKind; i++) {
        probe(kind + "-" + i, Optional.of(kind), "A fragment of a " + kind + ", number " + i + ":");
      }
    }
    return this;
  }

  ExampleSuite probe(String probe, Optional<String> kind, String text) {
    probes.add(
        new Probe(
            probe,
            Optional.of(text),
            Optional.empty(),
            kind,
            Optional.empty(),
            Matter.UNKNOWN,
            Optional.empty(),
            Map.of()));
    return this;
  }

  ExampleSuite predicts(
      String prediction, Role role, Bearing bearing, String says, Claim... claims) {
    boolean gate = role.gates();
    predictions.add(
        new Prediction(
            prediction,
            role,
            bearing,
            says,
            List.of(claims),
            Optional.empty(),
            List.of(),
            gate ? "" : "This model leaves character here, as the paper says that models can.",
            gate ? "" : "It does not; the persona selection model does not require that it should.",
            gate ? List.of() : List.of("answer relevance", "surface trigger"),
            20 + predictions.size()));
    return this;
  }

  static Claim difference(String treated, String control, Bound bound) {
    Map<Cell, Double> weights = new LinkedHashMap<>();
    weights.put(new Cell(treated, Optional.empty()), 1.0);
    weights.put(new Cell(control, Optional.empty()), -1.0);
    return new Claim(new Contrast(Contrast.Kind.DIFFERENCE, weights), baseLike(), bound);
  }

  static Claim rate(String arm, Bound bound) {
    return new Claim(
        new Contrast(Contrast.Kind.RATE, Map.of(new Cell(arm, Optional.empty()), 1.0)),
        baseLike(),
        bound);
  }

  private static Measure baseLike() {
    return new Measure(
        new Measure.Form.LabelIs("voice", Set.of("base-like")),
        Optional.empty(),
        Measure.OnRefusal.ZERO);
  }

  Suite build() {
    return new Suite(
        Path.of(id + ".yaml"),
        id,
        title,
        "A post-trained model may leave character; a fragment of a larger document may be"
            + " continued as that document.",
        new Source("Marks, Lindsey & Olah 2026", "Appendix A"),
        Set.of(Capability.CHAT),
        "fragments written for each kind of document by the same recipe",
        Map.of(),
        arms,
        probes,
        Map.of(),
        Trainings.NONE,
        Map.of("voice", new ClassifierSpec.Regex("(?m)^(User|Assistant):")),
        predictions,
        new Sampling(
            repeats, new Parameters(OptionalDouble.of(1), OptionalDouble.empty(), 300, List.of())),
        Exclusions.DEFAULT,
        JudgeBar.DEFAULT,
        Optional.empty(),
        List.of(new SuiteFile(id + ".yaml", "ab".repeat(32))),
        "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0");
  }
}
