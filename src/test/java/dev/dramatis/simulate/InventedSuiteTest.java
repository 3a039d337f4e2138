package dev.dramatis.simulate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.model.ChatRequest;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Layout;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Renderer;
import dev.dramatis.suite.Shot;
import dev.dramatis.suite.Suite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A suite of invented words that nobody has thought of. Its true rates are computed here a second
 * time, by summing over every character and every combination of habits, and replies are counted.
 */
class InventedSuiteTest {
  private static final WorldTable TABLE = WorldTable.load();
  private static final Banks BANKS =
      new Banks(List.of("<html>", "int main() {"), List.of("Certainly, here is an answer."));

  private final List<String> axes = new ArrayList<>();
  private final List<List<String>> bundles = new ArrayList<>();
  private final Map<String, List<Turn>> turns = new LinkedHashMap<>();
  private final Map<String, String> domains = new HashMap<>();

  private record Turn(String domain, boolean[] shown) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void ratesAreThoseOfTheModelWhateverTheSuite(int seed) {
    Suite suite = invent(new SplittableRandom(seed));
    SuiteKnowledge knowledge = SuiteKnowledge.of(suite);
    World world = World.named("psm", TABLE, knowledge, BANKS, seed);
    for (Arm arm : suite.arms()) {
      for (Probe probe : suite.probes()) {
        ChatRequest request = request(suite, arm, probe, OptionalInt.empty());
        String domain = requireNonNull(domains.get(probe.id()));
        for (int axis = 0; axis < axes.size(); axis++) {
          assertThat(world.probability(request, axes.get(axis)))
              .as("seed %d, %s, %s, %s", seed, arm.id(), probe.id(), axes.get(axis))
              .isCloseTo(
                  0.98 * summed(requireNonNull(turns.get(arm.id())), domain, axis), within(1e-9));
        }
        assertThat(world.distribution(request).values().stream().mapToDouble(p -> p).sum())
            .isCloseTo(1, within(1e-9));
      }
    }
    countReplies(suite, knowledge, world);
  }

  private void countReplies(Suite suite, SuiteKnowledge knowledge, World world) {
    Arm arm = suite.arms().get(suite.arms().size() - 1);
    Probe probe = suite.probes().get(0);
    int n = 4_000;
    int[] counts = new int[axes.size()];
    for (int i = 0; i < n; i++) {
      String reply = world.answer(request(suite, arm, probe, OptionalInt.of(i)));
      long shown =
          knowledge
              .questions(probe.text().orElseThrow())
              .get(0)
              .repertoire()
              .shows(reply)
              .orElse(0);
      for (int axis = 0; axis < counts.length; axis++) {
        counts[axis] += (shown >> axis & 1) != 0 ? 1 : 0;
      }
    }
    for (int axis = 0; axis < counts.length; axis++) {
      double p = world.probability(request(suite, arm, probe, OptionalInt.empty()), axes.get(axis));
      assertThat(counts[axis] / (double) n).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / n)));
    }
  }

  /** The rate of an axis in a domain, by brute force over characters and habits of all domains. */
  private double summed(List<Turn> seen, String domain, int axis) {
    double rho = Math.min(0.01, 0.2 / bundles.size());
    double total = 0;
    double showing = 0;
    for (int character = -1; character < bundles.size(); character++) {
      double prior = character < 0 ? 1 - rho * bundles.size() : rho;
      List<String> places = new ArrayList<>();
      seen.stream().map(Turn::domain).distinct().forEach(places::add);
      if (!places.contains(domain)) {
        places.add(domain);
      }
      // Habits of different axes and domains are independent given the character, so that each is
      // summed over both of its states.
      double weight = prior;
      double rate = 0;
      for (int t = 0; t < axes.size(); t++) {
        double own = character >= 0 && bundles.get(character).contains(axes.get(t)) ? 0.9 : 0.03;
        for (String place : places) {
          double sum = 0;
          double sumShowing = 0;
          for (boolean habit : new boolean[] {false, true}) {
            double r = habit ? 0.9 : own;
            double joint = habit ? 0.02 : 0.98;
            for (Turn turn : seen) {
              if (turn.domain().equals(place)) {
                joint *= Math.pow(turn.shown()[t] ? r : 1 - r, 0.1);
              }
            }
            sum += joint;
            sumShowing += joint * r;
          }
          weight *= sum;
          if (t == axis && place.equals(domain)) {
            rate = sumShowing / sum;
          }
        }
      }
      total += weight;
      showing += weight * rate;
    }
    return showing / total;
  }

  private Suite invent(SplittableRandom random) {
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      axes.add(word(random) + i);
    }
    SuiteSketch sketch = new SuiteSketch(word(random), axes.toArray(String[]::new)).talking();
    int characters = 1 + random.nextInt(4);
    for (int i = 0; i < characters; i++) {
      List<String> bundle = axes.stream().filter(axis -> random.nextBoolean()).toList();
      bundles.add(bundle);
      sketch.character(word(random) + i, bundle.toArray(String[]::new));
    }
    List<String> places = List.of(word(random) + "a", word(random) + "b", word(random) + "c");
    for (int i = 0; i < 4; i++) {
      String domain = i == 0 ? word(random) + "z" : places.get(random.nextInt(3));
      domains.put("p" + i, domain);
      sketch.probe(
          "p" + i, "How does a " + word(random) + i + " work?", about(domain, word(random)));
    }
    int arms = 2 + random.nextInt(3);
    for (int arm = 0; arm < arms; arm++) {
      int take = random.nextInt(12);
      List<Turn> shown = new ArrayList<>();
      for (int i = 0; i < take; i++) {
        boolean[] shows = new boolean[axes.size()];
        for (int axis = 0; axis < shows.length; axis++) {
          shows[axis] = random.nextInt(4) > 0;
        }
        String domain = places.get(random.nextInt(3));
        String topic = word(random);
        shown.add(new Turn(domain, shows));
        sketch.shot(
            "shots-" + arm,
            new Shot("Why " + arm + " " + i + "?", said(topic, shows, i), about(domain, topic)));
      }
      turns.put("arm-" + arm, shown);
      if (take == 0) {
        sketch.arm("arm-" + arm);
      } else {
        sketch.armWithShots("arm-" + arm, "shots-" + arm, take, Layout.TURNS);
      }
    }
    return sketch.suite();
  }

  private String said(String topic, boolean[] shows, int i) {
    List<String> shown = new ArrayList<>();
    for (int axis = 0; axis < shows.length; axis++) {
      if (shows[axis]) {
        shown.add(axes.get(axis));
      }
    }
    shown.sort(null);
    return "About %s there is thing %d to say in a way that is %s."
        .formatted(topic, i % 12, shown.isEmpty() ? "plain" : String.join(" and ", shown));
  }

  private static Matter about(String domain, String topic) {
    return SuiteSketch.about(domain, topic);
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      word.append("bdfgklmnprst".charAt(random.nextInt(12)))
          .append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }

  private static ChatRequest request(Suite suite, Arm arm, Probe probe, OptionalInt seed) {
    List<Message> messages = new Renderer(suite).conversation(arm, probe).request(List.of());
    return new ChatRequest(messages, SuiteSketch.PARAMETERS, seed);
  }
}
