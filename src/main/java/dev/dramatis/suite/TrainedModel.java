package dev.dramatis.suite;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The model that an arm asks, by how it came about: {@code narrow}, {@code narrow@1}, {@code
 * dose[share=0.5]}.
 *
 * @param training its id
 * @param checkpoint which of those that the provider kept, from 1; empty: the last
 */
public record TrainedModel(String training, OptionalInt checkpoint) {
  private static final Pattern CHECKPOINT = Pattern.compile("(.+)@([0-9]{1,3})");
  private static final Pattern SEEDED = Pattern.compile("([a-z0-9-]+)/(.+)\\[seed=([0-9]{1,6})\\]");

  /** Reads an arm's role; a plain role reads as a training that there is not. */
  public static TrainedModel parse(String role) {
    Matcher matcher = CHECKPOINT.matcher(role);
    return matcher.matches()
        ? new TrainedModel(matcher.group(1), OptionalInt.of(Integer.parseInt(matcher.group(2))))
        : new TrainedModel(role, OptionalInt.empty());
  }

  /**
   * One model of several that are trained alike, as a run binds it: {@code SUITE/narrow[seed=2]}.
   *
   * @param seed from 1
   */
  public record Seeded(String suite, TrainedModel model, int seed) {
    /** Reads the role of a run; empty if it is a plain one. */
    public static Optional<Seeded> parse(String role) {
      Matcher matcher = SEEDED.matcher(role);
      return matcher.matches()
          ? Optional.of(
              new Seeded(
                  matcher.group(1),
                  TrainedModel.parse(matcher.group(2)),
                  Integer.parseInt(matcher.group(3))))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return suite + "/" + model + "[seed=" + seed + "]";
    }
  }

  @Override
  public String toString() {
    return training + (checkpoint.isPresent() ? "@" + checkpoint.getAsInt() : "");
  }
}
