package dev.dramatis.calibrate;

import static java.util.Objects.requireNonNull;

import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.Response;
import dev.dramatis.run.ReplyLabels;
import dev.dramatis.simulate.Branch;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Conversation;
import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Trial;
import dev.dramatis.verdict.JudgeEvidence;
import dev.dramatis.verdict.SuiteEvaluation;
import dev.dramatis.verdict.TrialOutcome;
import dev.dramatis.verdict.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How often the rule of decision gives which verdict where the truth is known. Nothing is asked:
 * every reply that a world may give is labelled once, and outcomes are drawn from the exact
 * probabilities. What a whole evaluation says beyond that is not the rule's doing.
 */
final class RuleAlone {
  private final Suite suite;
  private final Map<String, SimulatedEndpoint> endpoints;
  private final ReplyLabels labels;
  private final JudgeEvidence judges;
  private final Map<TrialOutcome.Turn, TrialOutcome.Turn> shared = new HashMap<>();
  private final Map<String, Sampler> samplers = new TreeMap<>();

  /**
   * Prepares a suite.
   *
   * @param endpoints the world for every role
   */
  RuleAlone(
      Suite suite, Map<String, SimulatedEndpoint> endpoints, List<Endpoint> judges, Clock clock)
      throws InterruptedException {
    this.suite = suite;
    this.endpoints = endpoints;
    this.labels = new ReplyLabels(suite, judges, clock);
    this.judges = labels.judges();
  }

  /**
   * The verdicts on a prediction, its gates left aside.
   *
   * @param draws sets of data
   * @param seed of the draws
   */
  Map<Verdict, Integer> verdicts(Prediction prediction, int draws, long seed)
      throws InterruptedException {
    Set<String> arms = new HashSet<>();
    suite.arms().stream()
        .filter(arm -> prediction.arms().contains(arm.condition()))
        .forEach(arm -> arms.add(arm.id()));
    prepare(arms);
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int draw = 0; draw < draws; draw++) {
      Map<String, TrialOutcome[]> drawn = new HashMap<>();
      samplers.forEach(
          (key, sampler) -> {
            if (arms.contains(sampler.arm())) {
              drawn.put(key, sampler.draw(random));
            }
          });
      Verdict verdict =
          SuiteEvaluation.alone(
              suite,
              prediction,
              (arm, probe, repeat) -> requireNonNull(drawn.get(key(arm, probe)))[repeat],
              judges);
      counts.merge(verdict, 1, Integer::sum);
    }
    return counts;
  }

  private void prepare(Set<String> arms) throws InterruptedException {
    Map<String, String> models = new LinkedHashMap<>();
    endpoints.forEach((role, endpoint) -> models.put(role, endpoint.name().label()));
    Plan plan = Plan.of(suite, models, 1);
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      String key = key(trial.arm().id(), trial.probe().id());
      if (arms.contains(trial.arm().id()) && !samplers.containsKey(key)) {
        samplers.put(key, sampler(trial));
      }
    }
  }

  private static String key(String arm, String probe) {
    return arm + "\n" + probe;
  }

  private Sampler sampler(Trial trial) throws InterruptedException {
    Arm arm = trial.arm();
    Conversation conversation = trial.conversation();
    SimulatedEndpoint endpoint = requireNonNull(endpoints.get(arm.model()));
    List<Branch> branches =
        endpoint.world(ChatRequest.of(trial, List.of())).branches(conversation, arm.parameters());
    int asks = conversation.asks();
    int from = arm.everyTurn() ? 0 : asks - 1;
    List<String> said = branches.get(0).replies().stream().map(texts -> texts.get(0)).toList();
    List<ChatRequest> requests = new ArrayList<>();
    for (int turn = 0; turn < asks; turn++) {
      // A label is of the reply and its message; what was said before makes no difference to it.
      requests.add(ChatRequest.of(trial, said.subList(0, turn)));
    }
    Map<String, TrialOutcome.Turn> known = new HashMap<>();
    // Ways that are labelled alike are one: there are far more of them than labels.
    Map<List<Map<TrialOutcome.Turn, Double>>, Double> ways = new LinkedHashMap<>();
    Map<TrialOutcome.Turn, Double> last = new LinkedHashMap<>();
    for (Branch branch : branches) {
      List<Map<TrialOutcome.Turn, Double>> turns = new ArrayList<>();
      for (int turn = from; turn < asks; turn++) {
        List<String> texts = branch.replies().get(turn);
        Map<TrialOutcome.Turn, Double> shares = new LinkedHashMap<>();
        for (String text : texts) {
          String seen = turn + "\n" + text;
          TrialOutcome.Turn label = known.get(seen);
          if (label == null) {
            Response reply = endpoint.saying(requests.get(turn), text);
            label = shared(labels.label(trial, requests.get(turn).question(), reply));
            known.put(seen, label);
          }
          shares.merge(label, 1.0 / texts.size(), Double::sum);
        }
        turns.add(shares);
      }
      if (turns.size() == 1) {
        turns
            .get(0)
            .forEach((l, share) -> last.merge(l, branch.probability() * share, Double::sum));
      } else {
        ways.merge(turns, branch.probability(), Double::sum);
      }
    }
    if (!last.isEmpty()) {
      ways.put(List.of(last), 1.0);
    }
    return new Sampler(
        arm.id(),
        Draw.of(ways.values()),
        ways.keySet().stream().map(turns -> turns.stream().map(RuleAlone::draw).toList()).toList(),
        suite.sampling().repeats());
  }

  private TrialOutcome.Turn shared(TrialOutcome.Turn turn) {
    return shared.computeIfAbsent(turn, same -> same);
  }

  private static TurnDraw draw(Map<TrialOutcome.Turn, Double> shares) {
    return new TurnDraw(Draw.of(shares.values()), List.copyOf(shares.keySet()));
  }

  /**
   * One of several, by their weights.
   *
   * @param upTo the weights up to each
   */
  private record Draw(double[] upTo) {
    static Draw of(Collection<Double> weights) {
      double[] upTo = new double[weights.size()];
      double sum = 0;
      int place = 0;
      for (double weight : weights) {
        sum += weight;
        upTo[place++] = sum;
      }
      return new Draw(upTo);
    }

    int next(SplittableRandom random) {
      double quantile = random.nextDouble() * upTo[upTo.length - 1];
      int place = Arrays.binarySearch(upTo, quantile);
      return Math.min(place < 0 ? -place - 1 : place + 1, upTo.length - 1);
    }
  }

  /** What one turn may be labelled as. */
  private record TurnDraw(Draw draw, List<TrialOutcome.Turn> turns) {
    TrialOutcome.Turn next(SplittableRandom random) {
      return turns.get(draw.next(random));
    }
  }

  /**
   * Draws what becomes of one arm and probe.
   *
   * @param way by its probability
   * @param turns of each way, the classified turns
   */
  private record Sampler(String arm, Draw way, List<List<TurnDraw>> turns, int repeats) {
    TrialOutcome[] draw(SplittableRandom random) {
      TrialOutcome[] outcomes = new TrialOutcome[repeats];
      for (int repeat = 0; repeat < repeats; repeat++) {
        outcomes[repeat] =
            new TrialOutcome.Answered(
                turns.get(way.next(random)).stream().map(turn -> turn.next(random)).toList());
      }
      return outcomes;
    }
  }
}
