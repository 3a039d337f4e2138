package dev.dramatis.suite;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The ordered list of a suite's trials under one binding of models. The order is seeded and known
 * before the first call: blocks of one unit of every kind and group, and in a block every arm and
 * repeat in random order, so that drift at a provider falls on all arms alike.
 *
 * <p>Trials are rendered when they are asked for; the plan itself holds a few integers for each.
 */
public final class Plan {
  private final Suite suite;
  private final Map<String, String> models;
  private final Renderer renderer;
  private final List<Place> places;

  /** A trial before it is rendered. */
  private record Place(int arm, int probe, int repeat, int block) {}

  private Plan(Suite suite, Map<String, String> models, List<Place> places) {
    this.suite = suite;
    this.models = Map.copyOf(models);
    this.renderer = new Renderer(suite);
    this.places = List.copyOf(places);
  }

  /** Expands a suite whose arms can all be asked. */
  public static Plan of(Suite suite, Map<String, String> models, long seed) {
    return of(suite, models, Set.of(), seed);
  }

  /**
   * Expands a suite.
   *
   * @param models the model's name for every role; arms whose role has none are left out
   * @param without the ids of further arms that are left out
   * @param seed of the order
   */
  public static Plan of(Suite suite, Map<String, String> models, Set<String> without, long seed) {
    SplittableRandom random =
        new SplittableRandom(Shuffle.seed("plan", suite.id(), Long.toString(seed)));
    List<Place> places = new ArrayList<>();
    List<List<Integer>> blocks = blocks(suite, random);
    for (int block = 0; block < blocks.size(); block++) {
      List<Place> members = new ArrayList<>();
      for (int probe : blocks.get(block)) {
        for (int arm = 0; arm < suite.arms().size(); arm++) {
          Arm condition = suite.arms().get(arm);
          if (models.containsKey(condition.model())
              && !without.contains(condition.id())
              && condition.takes(suite.probes().get(probe))) {
            for (int repeat = 0; repeat < suite.sampling().repeats(); repeat++) {
              members.add(new Place(arm, probe, repeat, block));
            }
          }
        }
      }
      Shuffle.inPlace(members, random);
      places.addAll(members);
    }
    return new Plan(suite, models, places);
  }

  /** Indexes of probes, block by block; groups of unequal size advance at the same pace. */
  private static List<List<Integer>> blocks(Suite suite, SplittableRandom random) {
    Map<String, Map<String, Map<String, List<Integer>>>> units = new TreeMap<>();
    for (int i = 0; i < suite.probes().size(); i++) {
      Probe probe = suite.probes().get(i);
      units
          .computeIfAbsent(probe.group().orElse(""), group -> new TreeMap<>())
          .computeIfAbsent(probe.kind().orElse(""), kind -> new LinkedHashMap<>())
          .computeIfAbsent(probe.unit(), unit -> new ArrayList<>())
          .add(i);
    }
    record Paced(double at, List<Integer> probes) {}
    List<Paced> paced = new ArrayList<>();
    for (Map<String, Map<String, List<Integer>>> kinds : units.values()) {
      List<List<List<Integer>>> shuffled = new ArrayList<>();
      for (Map<String, List<Integer>> kind : kinds.values()) {
        List<List<Integer>> order = new ArrayList<>(kind.values());
        Shuffle.inPlace(order, random);
        shuffled.add(order);
      }
      int longest = shuffled.stream().mapToInt(List::size).max().orElse(0);
      for (int i = 0; i < longest; i++) {
        List<Integer> block = new ArrayList<>();
        for (List<List<Integer>> kind : shuffled) {
          if (i < kind.size()) {
            block.addAll(kind.get(i));
          }
        }
        paced.add(new Paced((i + 1.0) / longest, block));
      }
    }
    paced.sort(Comparator.comparingDouble(Paced::at));
    return paced.stream().map(Paced::probes).toList();
  }

  public Suite suite() {
    return suite;
  }

  /** The model's name for every role, as given. */
  public Map<String, String> models() {
    return models;
  }

  /** How many trials there are. */
  public int size() {
    return places.size();
  }

  /** How many replies all trials together ask for. */
  public long calls() {
    return places.stream()
        .mapToLong(
            place ->
                renderer
                    .conversation(suite.arms().get(place.arm()), suite.probes().get(place.probe()))
                    .asks())
        .sum();
  }

  /** Whether the trial at this place is the first of its probe in its arm. */
  public boolean isFirst(int place) {
    return places.get(place).repeat() == 0;
  }

  /**
   * The trials of some probes in some arms, by arm, probe and repeat.
   *
   * @param conditions as predictions name them, see {@link Arm#condition}
   */
  public List<Trial> trials(Set<String> conditions, Set<String> probes) {
    return IntStream.range(0, places.size())
        .filter(
            i ->
                conditions.contains(suite.arms().get(places.get(i).arm()).condition())
                    && probes.contains(suite.probes().get(places.get(i).probe()).id()))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(i -> places.get(i).arm())
                .thenComparing(i -> places.get(i).probe())
                .thenComparing(i -> places.get(i).repeat()))
        .map(this::trial)
        .toList();
  }

  /**
   * The trial at a place of the order, from 0.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Trial trial(int index) {
    Place place = places.get(index);
    Arm arm = suite.arms().get(place.arm());
    Probe probe = suite.probes().get(place.probe());
    Conversation conversation = renderer.conversation(arm, probe);
    String model = requireNonNull(models.get(arm.model()));
    return new Trial(
        suite.id(),
        arm,
        probe,
        place.repeat(),
        place.block(),
        model,
        conversation,
        TrialIdentity.id(suite.id(), arm, probe, place.repeat(), model, conversation),
        TrialIdentity.seed(suite.id(), arm, probe, place.repeat(), conversation));
  }
}
