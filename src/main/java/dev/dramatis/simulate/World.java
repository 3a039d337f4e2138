package dev.dramatis.simulate;

import dev.dramatis.model.ChatRequest;
import dev.dramatis.suite.Conversation;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Speaker;
import dev.dramatis.suite.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A world that plays one suite: what it answers, and the exact probability of everything that it
 * may answer. Keeps nothing of a request. Safe for use by many threads at once.
 */
public final class World {
  private final List<Player> parts;
  private final SuiteKnowledge knowledge;
  private final Banks banks;
  private final long seed;

  /**
   * A model that may play a conversation.
   *
   * @param weight the probability that it does
   * @param before what it saw before any request, as a tuned model did
   */
  record Player(double weight, WorldSettings settings, Evidence before) {}

  private World(List<Player> parts, SuiteKnowledge knowledge, Banks banks, long seed) {
    this.parts = List.copyOf(parts);
    this.knowledge = knowledge;
    this.banks = banks;
    this.seed = seed;
  }

  /**
   * The world of this name: a row of the table, or {@code dial@Q}.
   *
   * @param seed of the world; others draw other answers, and another null
   * @throws IllegalArgumentException if there is no such world
   */
  public static World named(
      String name, WorldTable table, SuiteKnowledge knowledge, Banks banks, long seed) {
    return new World(untaught(table.parts(name)), knowledge, banks, seed);
  }

  /** A world with settings of its own. */
  public static World of(WorldSettings settings, SuiteKnowledge knowledge, Banks banks, long seed) {
    return new World(untaught(List.of(new WorldTable.Part(1, settings))), knowledge, banks, seed);
  }

  private static List<Player> untaught(List<WorldTable.Part> parts) {
    return parts.stream()
        .map(part -> new Player(part.weight(), part.settings(), new Evidence()))
        .toList();
  }

  /**
   * This world's model after a training: its record grows by the episodes, and the job's seed moves
   * its priors.
   */
  World after(Lesson lesson) {
    double deviations = Chance.training(seed, lesson.seed());
    List<Player> taught = new ArrayList<>();
    for (Player part : parts) {
      Evidence all = new Evidence();
      all.add(part.before());
      all.add(lesson.evidence(knowledge, part.settings().learning()));
      taught.add(
          new Player(
              part.weight(),
              part.settings().with(part.settings().priors().moved(deviations)),
              all));
    }
    return new World(taught, knowledge, banks, seed);
  }

  /** The trained model of a suite in this world, whichever trainings it took. */
  World trained(TrainedModel model, long jobSeed) {
    World world = this;
    for (Lesson lesson : knowledge.curriculum().lessons(model, jobSeed)) {
      world = world.after(lesson);
    }
    return world;
  }

  /**
   * Draws the reply to a request.
   *
   * @param seed in place of one that the request lacks; equal requests with equal seeds get equal
   *     replies
   */
  ReplyLimit.Ended answer(ChatRequest request, int seed) {
    Asked asked = Asked.of(request);
    Optional<String> errand = Errand.of(asked);
    if (errand.isPresent()) {
      return ReplyLimit.apply(errand.get(), request.parameters());
    }
    List<Message> messages = asked.messages();
    String first = firstUserText(messages);
    double dial = parts.size() == 1 ? 0 : Chance.conversation("dial", this.seed, first, seed);
    Outlook outlook = outlook(asked, part(dial));
    double quantile = Chance.conversation("character", this.seed, first, seed);
    SplittableRandom random = Chance.reply(this.seed, messages, seed);
    String reply = outlook.draw(outlook.character(quantile), random);
    return ReplyLimit.apply(reply, request.parameters());
  }

  /**
   * The text of the reply to a request that has a seed, or to the first of its like; of a call, see
   * {@link SpokenCall}.
   */
  public String answer(ChatRequest request) {
    OptionalInt given = request.seed();
    return answer(request, given.orElse(0)).text();
  }

  /**
   * The probability that the reply shows an axis. It is counted as shown by the utterance that is
   * drawn, whether or not a limit then cuts it.
   *
   * @throws IllegalArgumentException if the suite has no such axis
   */
  public double probability(ChatRequest request, String axis) {
    int index = knowledge.cast().axis(axis);
    return parts.stream()
        .mapToDouble(part -> part.weight() * outlook(Asked.of(request), part).showing(index))
        .sum();
  }

  /** The probability that the reply leaves character. */
  public double leavesCharacter(ChatRequest request) {
    return parts.stream()
        .mapToDouble(part -> part.weight() * outlook(Asked.of(request), part).leaving())
        .sum();
  }

  /** The probability of every reply to a request, by its text; they sum to 1. */
  public Map<String, Double> distribution(ChatRequest request) {
    Optional<String> errand = Errand.of(Asked.of(request));
    if (errand.isPresent()) {
      return Map.of(ReplyLimit.apply(errand.get(), request.parameters()).text(), 1.0);
    }
    Map<String, Double> distribution = new TreeMap<>();
    for (Player part : parts) {
      outlook(Asked.of(request), part)
          .distribution()
          .forEach(
              (text, probability) ->
                  distribution.merge(
                      ReplyLimit.apply(text, request.parameters()).text(),
                      part.weight() * probability,
                      Double::sum));
    }
    return distribution;
  }

  /** The probability that the reply to a request begins with a text. */
  double beginning(ChatRequest request, String text) {
    Asked asked = Asked.of(request);
    Optional<String> errand = Errand.of(asked);
    if (errand.isPresent()) {
      return errand.get().startsWith(text) ? 1 : 0;
    }
    double sum = 0;
    for (Player part : parts) {
      for (Map.Entry<String, Double> reply : outlook(asked, part).distribution().entrySet()) {
        sum += reply.getKey().startsWith(text) ? part.weight() * reply.getValue() : 0;
      }
    }
    return Math.min(1, sum);
  }

  /**
   * Every way in which a conversation may go, whose last turn answers what the earlier replies made
   * of it.
   *
   * @throws IllegalArgumentException if there are too many to go through
   */
  public List<Branch> branches(Conversation conversation, Parameters parameters) {
    return new Branches(
            conversation,
            parameters,
            parts,
            (messages, part) ->
                outlook(Asked.of(messages, conversation.mode(), conversation.toolbox()), part))
        .all();
  }

  /** What plays at a quantile of the conversation. */
  private Player part(double quantile) {
    double sum = 0;
    for (Player part : parts.subList(0, parts.size() - 1)) {
      sum += part.weight();
      if (quantile < sum) {
        return part;
      }
    }
    return parts.get(parts.size() - 1);
  }

  private Outlook outlook(Asked asked, Player part) {
    Reading reading = Reading.of(asked.messages(), knowledge, part.settings().learning());
    return new Outlook(reading, knowledge, part.settings(), banks, part.before(), asked, seed);
  }

  private static String firstUserText(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.speaker() == Speaker.USER)
        .map(Message::text)
        .findFirst()
        .orElse("");
  }
}
