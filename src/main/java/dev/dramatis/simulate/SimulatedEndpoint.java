package dev.dramatis.simulate;

import dev.dramatis.model.Ability;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.Response;
import dev.dramatis.model.Served;
import dev.dramatis.model.TokenChoice;
import dev.dramatis.model.Tokens;
import dev.dramatis.model.ToolCall;
import dev.dramatis.model.Usage;
import dev.dramatis.suite.Capability;
import dev.dramatis.suite.TrainedModel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A world as a model: {@code simulated/WORLD} plays the suite whose texts cover most of a request,
 * {@code simulated/WORLD:SUITE} always the same, and {@code simulated/WORLD:SUITE+MODEL[seed=N]}
 * the model that one of its trainings makes of the world's. Safe for use by many threads at once;
 * equal requests with equal seeds get equal replies, in any order.
 *
 * <p>A request without a seed takes the number of equal requests so far in its place. Tokens are
 * estimated, four characters to one.
 */
public final class SimulatedEndpoint implements SimulatedModel {
  /** The role, and the row of the table, of a model before any post-training. */
  public static final String BASE = "base";

  private final ModelName name;
  private final String world;
  private final Optional<SuiteKnowledge> suite;
  private final UnaryOperator<World> training;
  private final KnownSuites suites;
  private final WorldTable table;
  private final Banks banks;
  private final long worldSeed;
  private final Map<String, World> worlds = new ConcurrentHashMap<>();
  private final Repeats repeats = new Repeats();

  /**
   * Sets a world up.
   *
   * @throws IllegalArgumentException if the name is not a world's, or its suite is not known, or
   *     trains no such model
   */
  public SimulatedEndpoint(
      ModelName name, KnownSuites suites, WorldTable table, Banks banks, long worldSeed) {
    this.name = name;
    this.suites = suites;
    this.table = table;
    this.banks = banks;
    this.worldSeed = worldSeed;
    int colon = name.name().indexOf(':');
    String named = colon < 0 ? name.name() : name.name().substring(0, colon);
    String rest = colon < 0 ? "" : name.name().substring(colon + 1);
    table.parts(named);
    Optional<TrainedModel.Seeded> trained =
        TrainedModel.Seeded.parse(rest.replaceFirst("[+]", "/"));
    suite =
        colon < 0
            ? Optional.empty()
            : Optional.of(known(trained.map(TrainedModel.Seeded::suite).orElse(rest)));
    world = trained.map(model -> root(named, model)).orElse(named);
    training =
        before -> trained.map(model -> before.trained(model.model(), model.seed())).orElse(before);
  }

  /** Sets up a model that a job made. */
  SimulatedEndpoint(
      ModelName name,
      TunedModel tuned,
      KnownSuites suites,
      WorldTable table,
      Banks banks,
      long worldSeed) {
    this.name = name;
    this.suites = suites;
    this.table = table;
    this.banks = banks;
    this.worldSeed = worldSeed;
    table.parts(tuned.world());
    world = tuned.world();
    suite = tuned.suite().map(this::known);
    training =
        before -> {
          World after = before;
          for (Lesson lesson : tuned.lessons()) {
            after = after.after(lesson);
          }
          return after;
        };
  }

  private SuiteKnowledge known(String id) {
    return suites
        .suite(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the worlds do not know the suite \"%s\". Suites: %s."
                        .formatted(id, String.join(", ", suites.ids()))));
  }

  /** The world in which a training begins. */
  private String root(String named, TrainedModel.Seeded model) {
    Curriculum curriculum = suite.orElseThrow().curriculum();
    curriculum.lessons(model.model(), model.seed());
    String role = curriculum.root(model.model().training());
    return of(new ModelName("simulated", named, Optional.empty(), Optional.empty()), role).name();
  }

  @Override
  public ModelName name() {
    return name;
  }

  @Override
  public Ability can(Capability capability) {
    return new Ability.Able("a world can be asked in every way");
  }

  @Override
  public Response ask(ChatRequest request) {
    int seed = request.seed().orElseGet(() -> repeats.next(Chance.fingerprint(request.messages())));
    return saying(request, world(request).answer(request, seed));
  }

  /**
   * The response in which a text would come that {@link World#branches} names.
   *
   * @param text as it is sent: whatever is as long as the limit was cut by it
   */
  public Response saying(ChatRequest request, String text) {
    boolean cut = ReplyLimit.tokens(text) >= request.parameters().maxTokens();
    return saying(request, new ReplyLimit.Ended(text, cut));
  }

  private Response saying(ChatRequest request, ReplyLimit.Ended reply) {
    if (request.scored().isPresent()) {
      return scored(request, request.scored().get());
    }
    Optional<ToolCall> call = SpokenCall.in(reply.text());
    return new Response(
        reply.text().isEmpty()
            ? Response.Outcome.EMPTY
            : reply.truncated() ? Response.Outcome.TRUNCATED : Response.Outcome.TEXT,
        call.isPresent() ? "" : reply.text(),
        call.stream().toList(),
        Optional.empty(),
        Optional.of(reply.truncated() ? "length" : call.isPresent() ? "tool_calls" : "stop"),
        new Usage(
            OptionalLong.of(
                ReplyLimit.tokens(request.messages()) + Tokens.estimate(request.toolbox())),
            OptionalLong.of(0),
            OptionalLong.of(ReplyLimit.tokens(reply.text())),
            OptionalLong.of(0)),
        name.name(),
        Served.as(name.name()).withFingerprint(Optional.of("world-seed-" + worldSeed)),
        request.topLogprobs().isPresent() ? tokens(request, reply) : List.of(),
        RequestBody.of(name.name(), request),
        1,
        Duration.ZERO);
  }

  /**
   * A text that is given, as one token: the probability that the reply begins so. Of what is never
   * said the least number stands for the logarithm of nothing.
   */
  private Response scored(ChatRequest request, String text) {
    double probability = world(request).beginning(request, text);
    return new Response(
        Response.Outcome.TEXT,
        text,
        List.of(),
        Optional.empty(),
        Optional.of("length"),
        new Usage(
            OptionalLong.of(ReplyLimit.tokens(request.messages())),
            OptionalLong.of(0),
            OptionalLong.of(1),
            OptionalLong.of(0)),
        name.name(),
        Served.as(name.name()).withFingerprint(Optional.of("world-seed-" + worldSeed)),
        List.of(
            new TokenChoice(text, Math.log(Math.max(probability, Double.MIN_NORMAL)), Map.of())),
        RequestBody.of(name.name(), request),
        1,
        Duration.ZERO);
  }

  /**
   * The reply as one token, beside all that might have been said in its place, with their exact
   * probabilities: a world does not write piece by piece.
   */
  private List<TokenChoice> tokens(ChatRequest request, ReplyLimit.Ended reply) {
    if (reply.text().isEmpty()) {
      return List.of();
    }
    Map<String, Double> top = new LinkedHashMap<>();
    world(request)
        .distribution(request)
        .forEach((text, probability) -> top.put(text, Math.log(probability)));
    double own = top.getOrDefault(reply.text(), Double.NEGATIVE_INFINITY);
    return List.of(new TokenChoice(reply.text(), own, top));
  }

  /**
   * The model that plays a role in a world: {@code base} is a model before any post-training (in
   * the world where nothing acts, that makes no difference either), and the role of a trained model
   * is that model.
   */
  public static ModelName of(ModelName world, String role) {
    Optional<TrainedModel.Seeded> trained = TrainedModel.Seeded.parse(role);
    if (trained.isPresent()) {
      int colon = world.name().indexOf(':');
      String row = colon < 0 ? world.name() : world.name().substring(0, colon);
      return new ModelName(
          world.provider(),
          row + ":" + role.replaceFirst("/", "+"),
          Optional.empty(),
          Optional.empty());
    }
    return role.equals(BASE) && !world.name().equals("null")
        ? new ModelName(world.provider(), BASE, Optional.empty(), Optional.empty())
        : world;
  }

  /** The world that plays a request, for the true value of whatever is measured on it. */
  public World world(ChatRequest request) {
    SuiteKnowledge playing = suite.orElseGet(() -> suites.covering(request.messages()));
    return worlds.computeIfAbsent(
        playing.suite(),
        id -> training.apply(World.named(world, table, playing, banks, worldSeed)));
  }
}
