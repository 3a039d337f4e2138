package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the arms of a suite and expands their sweeps. */
final class ArmReader {
  private static final int MOST_ARMS = 500;

  /** Nothing is drawn; servers want to write at least one token. */
  private static final Parameters SCORED =
      new Parameters(OptionalDouble.of(0), OptionalDouble.empty(), 1, List.of());

  private final Parameters base;
  private final Problems problems;
  private final List<Placed<Arm>> arms = new ArrayList<>();
  private final Set<String> unread = new LinkedHashSet<>();

  /**
   * @param base the parameters of the suite
   */
  ArmReader(Parameters base, Problems problems) {
    this.base = base;
    this.problems = problems;
  }

  /** The arms, in the order written; those at fault are left out and noted. */
  ArmIndex read(Located section) {
    section
        .entries()
        .forEach(
            (id, at) -> {
              int before = arms.size();
              if (!problems.touch(at) && at.node().isObject()) {
                readArm(id, at);
              }
              if (arms.size() == before) {
                unread.add(id);
              }
            });
    if (arms.size() > MOST_ARMS) {
      problems.add(section, "more than " + MOST_ARMS + " arms. Split the suite.");
    }
    return new ArmIndex(arms, unread);
  }

  private void readArm(String id, Located at) {
    if (at.get("sweep").isEmpty()) {
      plain(id, at, Optional.empty()).ifPresent(arm -> arms.add(new Placed<>(arm, at)));
      return;
    }
    List<SweepExpansion.Point> points = new SweepExpansion("arm", id, at, problems).points();
    List<Placed<Arm>> expanded = new ArrayList<>();
    for (SweepExpansion.Point point : points) {
      plain(point.id(), point.at(), Optional.of(point.from()))
          .ifPresent(arm -> expanded.add(new Placed<>(arm, point.at())));
    }
    // A sweep with a gap would make what refers to its points look wrong.
    if (expanded.size() == points.size()) {
      arms.addAll(expanded);
    }
  }

  private Optional<Arm> plain(String id, Located at, Optional<SweepPoint> sweep) {
    int before = problems.complaints();
    strings(at).forEach(this::checkTemplate);
    checkNumbers(at);
    List<Message> script = script(at);
    Layout layout = layout(at);
    boolean fresh = at.isTrue("fresh");
    boolean everyTurn = at.text("classify").orElse("last").equals("every-turn");
    new ScriptCheck(at, layout, fresh, everyTurn, problems).check();
    Mode mode = mode(at);
    new ModeCheck(at, mode, problems).check();
    if (problems.complaints() > before) {
      return Optional.empty();
    }
    Optional<Shots> shots = at.get("shots").flatMap(ArmReader::shots);
    return Optional.of(
        new Arm(
            id,
            at.text("model").orElse("chat"),
            at.text("system"),
            shots,
            at.text("template").orElse("{{probe}}"),
            script,
            layout,
            fresh,
            everyTurn,
            mode,
            at.text(mode == Mode.SCORING ? "scores" : "prefill"),
            at.texts("tools"),
            at.text("toolChoice").orElse("auto").equals("required"),
            mode == Mode.SCORING || at.isTrue("logprobs"),
            new LinkedHashSet<>(at.texts("probes")),
            mode == Mode.SCORING
                ? SCORED
                : at.get("sampling").map(own -> SamplingReader.override(base, own)).orElse(base),
            sweep,
            Optional.empty()));
  }

  /** Every string of an arm that may name variables. */
  static List<Located> strings(Located arm) {
    Stream<Located> turns =
        arm.items("script").stream().flatMap(turn -> turn.entries().values().stream());
    return Stream.of(
            arm.get("system").stream(),
            arm.get("template").stream(),
            arm.get("prefill").stream(),
            arm.get("scores").stream(),
            arm.items("tools").stream(),
            turns,
            arm.get("shots").flatMap(shots -> shots.get("from")).stream())
        .flatMap(each -> each)
        .filter(Located::isText)
        .toList();
  }

  private void checkTemplate(Located text) {
    try {
      Template.parse(text.text());
    } catch (IllegalArgumentException e) {
      problems.add(text, String.valueOf(e.getMessage()));
    }
  }

  /** Numbers that are texts still, after the sweep. */
  private void checkNumbers(Located at) {
    Map<String, Located> numbers = new LinkedHashMap<>();
    at.get("shots")
        .flatMap(shots -> shots.get("take"))
        .ifPresent(take -> numbers.put("take", take));
    at.get("sampling")
        .ifPresent(
            own ->
                Stream.of("temperature", "topP", "maxTokens")
                    .forEach(name -> own.get(name).ifPresent(value -> numbers.put(name, value))));
    numbers.forEach(
        (name, value) -> {
          if (value.isText()) {
            problems.add(
                value,
                value.text().startsWith("{{")
                    ? "no sweep of this arm gives " + value.text() + ". Add it, or write a number."
                    : "\""
                        + name
                        + "\" becomes \""
                        + value.text()
                        + "\" by the sweep. Sweep over numbers here.");
          } else if (!inRange(name, value.node().doubleValue())) {
            problems.add(
                value,
                "\""
                    + name
                    + "\" becomes "
                    + value.text()
                    + " by the sweep, which is out of range.");
          }
        });
  }

  private static boolean inRange(String name, double value) {
    return switch (name) {
      case "take" -> value >= 0 && value <= 10_000 && value == Math.rint(value);
      case "temperature" -> value >= 0 && value <= 2;
      case "topP" -> value > 0 && value <= 1;
      default -> value >= 1 && value <= 100_000 && value == Math.rint(value);
    };
  }

  private static Mode mode(Located at) {
    if (at.get("scores").isPresent()) {
      return Mode.SCORING;
    }
    return switch (at.text("mode").orElse("chat")) {
      case "completion" -> Mode.COMPLETION;
      case "chat-template" -> Mode.TEMPLATED;
      default -> Mode.CHAT;
    };
  }

  private static List<Message> script(Located at) {
    List<Message> turns = new ArrayList<>();
    for (Located turn : at.items("script")) {
      turn.text("user").map(Message::user).ifPresent(turns::add);
      turn.text("assistant").map(Message::assistant).ifPresent(turns::add);
    }
    return turns;
  }

  private static Layout layout(Located at) {
    return at.text("as").orElse("turns").equals("quoted") ? Layout.QUOTED : Layout.TURNS;
  }

  private static Optional<Shots> shots(Located at) {
    OptionalDouble take = at.number("take");
    if (take.isEmpty()) {
      return Optional.empty();
    }
    return at.text("from")
        .map(
            from ->
                new Shots(
                    from,
                    (int) take.getAsDouble(),
                    at.text("order").orElse("per-probe").equals("fixed")
                        ? Shots.Order.FIXED
                        : Shots.Order.PER_PROBE,
                    layout(at)));
  }
}
