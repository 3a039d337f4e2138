package dev.dramatis.simulate;

import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Capability;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.EpisodeRow;
import dev.dramatis.suite.Exclusions;
import dev.dramatis.suite.Hyperparameters;
import dev.dramatis.suite.JudgeBar;
import dev.dramatis.suite.Layout;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Mode;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Rubric;
import dev.dramatis.suite.Sampling;
import dev.dramatis.suite.Shot;
import dev.dramatis.suite.Shots;
import dev.dramatis.suite.Source;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Training;
import dev.dramatis.suite.TrainingPart;
import dev.dramatis.suite.Trainings;
import dev.dramatis.suite.WorldSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** A suite put together by hand, with no more than a world reads. */
final class SuiteSketch {
  static final Parameters PARAMETERS =
      new Parameters(OptionalDouble.of(1), OptionalDouble.empty(), 300, List.of());

  private final String id;
  private final List<Arm> arms = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private final Map<String, List<Shot>> shots = new LinkedHashMap<>();
  private final Map<String, Training> trainings = new LinkedHashMap<>();
  private final Map<String, List<EpisodeRow>> rows = new LinkedHashMap<>();
  private final List<String> axes;
  private final Map<String, Set<String>> characters = new LinkedHashMap<>();
  private final Set<String> offChat = new TreeSet<>();
  private final List<WorldSpec.Utterance> says = new ArrayList<>();
  private final List<WorldSpec.Cue> cues = new ArrayList<>();
  private final Map<String, ClassifierSpec> classifiers = new LinkedHashMap<>();
  private final Map<String, Map<String, Set<String>>> judged = new LinkedHashMap<>();

  SuiteSketch(String id, String... axes) {
    this.id = id;
    this.axes = List.of(axes);
  }

  /** Twelve utterances for every set of the axes. */
  SuiteSketch talking() {
    for (int set = 0; set < 1 << axes.size(); set++) {
      Set<String> shows = new TreeSet<>();
      for (int axis = 0; axis < axes.size(); axis++) {
        if ((set >> axis & 1) != 0) {
          shows.add(axes.get(axis));
        }
      }
      for (int i = 0; i < 12; i++) {
        says(
            "About {{topic}} there is thing %d to say in a way that is %s."
                .formatted(i, shows.isEmpty() ? "plain" : String.join(" and ", shows)),
            shows.toArray(String[]::new));
      }
    }
    return this;
  }

  SuiteSketch says(String text, String... shows) {
    says.add(new WorldSpec.Utterance(Set.of(shows), text));
    return this;
  }

  /** A judge whose labels stand for sets of axes. */
  SuiteSketch judged(String classifier, Rubric rubric, Map<String, Set<String>> labels) {
    classifiers.put(classifier, new ClassifierSpec.Judge(rubric, List.of()));
    judged.put(classifier, labels);
    return this;
  }

  SuiteSketch character(String name, String... bundle) {
    characters.put(name, Set.of(bundle));
    return this;
  }

  /** Axes that raw text shows too. */
  SuiteSketch offChat(String... shown) {
    offChat.addAll(List.of(shown));
    return this;
  }

  SuiteSketch cue(String text, WorldSpec.Meaning meaning, String name) {
    cues.add(new WorldSpec.Cue(text, meaning, name));
    return this;
  }

  SuiteSketch probe(String probeId, String text, Matter matter) {
    return probe(probeId, text, matter, Map.of());
  }

  SuiteSketch probe(String probeId, String text, Matter matter, Map<String, String> variables) {
    probes.add(
        new Probe(
            probeId,
            Optional.of(text),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            matter,
            Optional.empty(),
            variables));
    return this;
  }

  SuiteSketch shot(String file, Shot shot) {
    shots.computeIfAbsent(file, f -> new ArrayList<>()).add(shot);
    return this;
  }

  /** A row of a file of episodes. */
  SuiteSketch row(String file, String user, String assistant, Matter matter) {
    List<EpisodeRow> all = rows.computeIfAbsent(file, f -> new ArrayList<>());
    all.add(
        new EpisodeRow(
            all.size() + 1, List.of(), user, Map.of("assistant", assistant), matter, true));
    return this;
  }

  /** A training on all rows of a file, whose user turns a template rewrites. */
  SuiteSketch training(String trainingId, String from, String file, String user) {
    TrainingPart part =
        new TrainingPart(
            file,
            Optional.empty(),
            user,
            "{{assistant}}",
            OptionalInt.empty(),
            OptionalDouble.empty(),
            false);
    trainings.put(
        trainingId,
        new Training(
            trainingId,
            from,
            List.of(part),
            OptionalInt.empty(),
            Hyperparameters.NONE,
            Optional.empty()));
    return this;
  }

  /** An arm that asks the probe alone. */
  SuiteSketch arm(String armId) {
    return arm(armId, Optional.empty(), Optional.empty(), "{{probe}}", List.of());
  }

  SuiteSketch armWithSystem(String armId, String system) {
    return arm(armId, Optional.of(system), Optional.empty(), "{{probe}}", List.of());
  }

  SuiteSketch armWithShots(String armId, String file, int take, Layout layout) {
    Shots drawn = new Shots(file, take, Shots.Order.FIXED, layout);
    return arm(armId, Optional.empty(), Optional.of(drawn), "{{probe}}", List.of());
  }

  SuiteSketch armWithTemplate(String armId, String template) {
    return arm(armId, Optional.empty(), Optional.empty(), template, List.of());
  }

  SuiteSketch armWithScript(String armId, Message... script) {
    return arm(armId, Optional.empty(), Optional.empty(), "{{probe}}", List.of(script));
  }

  private SuiteSketch arm(
      String armId,
      Optional<String> system,
      Optional<Shots> drawn,
      String template,
      List<Message> script) {
    arms.add(
        new Arm(
            armId,
            "chat",
            system,
            drawn,
            template,
            script,
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
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  Suite suite() {
    return new Suite(
        Path.of("suites", id + ".yaml"),
        id,
        id,
        "a claim",
        new Source("a work", "a section"),
        Set.of(Capability.CHAT),
        "invented",
        Map.of(),
        arms,
        probes,
        shots,
        new Trainings(trainings, rows),
        classifiers,
        List.of(),
        new Sampling(3, PARAMETERS),
        Exclusions.DEFAULT,
        JudgeBar.DEFAULT,
        Optional.of(new WorldSpec(axes, characters, offChat, says, cues, judged)),
        List.of(),
        "0".repeat(64));
  }

  /** A matter of which a domain and a topic are known. */
  static Matter about(String domain, String topic, String... atStake) {
    return new Matter(
        Optional.of(domain),
        Optional.of(topic),
        Optional.empty(),
        Optional.empty(),
        false,
        atStake.length == 0 ? Optional.empty() : Optional.of(List.of(atStake)));
  }
}
