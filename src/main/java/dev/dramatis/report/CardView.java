package dev.dramatis.report;

import dev.dramatis.compare.ClaimDigest;
import dev.dramatis.compare.ModelCard;
import dev.dramatis.compare.PredictionDigest;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page of a model's card. */
public record CardView(
    PageFrame frame,
    String model,
    Optional<String> simulated,
    String tally,
    List<HeaderView.Fact> facts,
    List<SourceRow> sources,
    List<SuiteRows> suites,
    Profile profile,
    Voices voices,
    List<DoseView> doses,
    List<AbilityRow> abilities) {
  /** What stands below the shares of voices. */
  public static final String BREAKS = CardWords.BREAKS;

  public CardView {
    facts = List.copyOf(facts);
    sources = List.copyOf(sources);
    suites = List.copyOf(suites);
    doses = List.copyOf(doses);
    abilities = List.copyOf(abilities);
  }

  /** A run behind the card. */
  public record SourceRow(
      String run,
      String began,
      String suites,
      String served,
      String calls,
      String failed,
      String tokens,
      String spent) {}

  /** The predictions of a suite. */
  public record SuiteRows(String id, String title, List<PredictionRow> rows) {
    public SuiteRows {
      rows = List.copyOf(rows);
    }
  }

  /** One prediction. */
  public record PredictionRow(
      String anchor,
      String id,
      String role,
      BadgeView verdict,
      String reason,
      List<String> effects) {
    public PredictionRow {
      effects = List.copyOf(effects);
    }
  }

  /** The primaries of this model beside those of others. */
  public record Profile(
      List<String> models, List<ProfileRow> rows, IntervalPlot.Scale scale, ChartData data) {
    public Profile {
      models = List.copyOf(models);
      rows = List.copyOf(rows);
    }
  }

  /** One primary. */
  public record ProfileRow(String anchor, String name, String numbers, ProfilePlot plot) {}

  /** Where the models fall; the first is this one, with its interval. */
  public record ProfilePlot(
      String name,
      List<String> grid,
      String zero,
      Optional<String> margin,
      Optional<IntervalPlot.Span> interval,
      List<Point> points) {
    public ProfilePlot {
      grid = List.copyOf(grid);
      points = List.copyOf(points);
    }
  }

  /**
   * A model's effect.
   *
   * @param series which model's, from 0
   */
  public record Point(int series, String x) {}

  /** Who spoke in every arm. */
  public record Voices(List<String> labels, List<VoiceRow> rows, ChartData data) {
    public Voices {
      labels = List.copyOf(labels);
      rows = List.copyOf(rows);
    }
  }

  /** One arm. */
  public record VoiceRow(
      String name, String replies, String broke, String words, List<Segment> segments) {
    public VoiceRow {
      segments = List.copyOf(segments);
    }
  }

  /** A stretch of the bar of shares. */
  public record Segment(int label, String x, String width) {}

  /** A way of asking. */
  public record AbilityRow(String word, String has, String why) {}

  private static final double WIDTH = 360;

  static CardView of(PageFrame frame, ModelCard card) {
    return new CardView(
        frame,
        Visible.line(card.model()),
        card.simulated() ? Optional.of(Words.SIMULATED) : Optional.empty(),
        tally(card),
        facts(card),
        card.sources().stream().map(CardView::source).toList(),
        card.suites().stream().map(CardView::suite).toList(),
        profile(card),
        voices(card),
        card.suites().stream()
            .flatMap(suite -> suite.doses().stream())
            .filter(line -> !line.points().isEmpty())
            .map(DoseView::of)
            .toList(),
        abilities(card));
  }

  private static Optional<PredictionDigest> primary(ModelCard.CardSuite suite) {
    return suite.suite().predictions().stream()
        .filter(prediction -> prediction.role() == Role.PRIMARY)
        .findFirst();
  }

  private static String tally(ModelCard card) {
    return Arrays.stream(Verdict.values())
        .map(
            verdict -> {
              long count =
                  card.suites().stream()
                      .flatMap(suite -> primary(suite).stream())
                      .filter(primary -> primary.verdict() == verdict)
                      .count();
              return count == 0 ? "" : count + " " + Words.of(verdict);
            })
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", ", "Primary predictions: ", "."));
  }

  private static List<HeaderView.Fact> facts(ModelCard card) {
    double spent = card.sources().stream().mapToDouble(source -> source.spendUsd().orElse(0)).sum();
    boolean known = card.sources().stream().allMatch(source -> source.spendUsd().isPresent());
    long calls = card.sources().stream().mapToLong(ModelCard.Source::calls).sum();
    long failed = card.sources().stream().mapToLong(ModelCard.Source::failed).sum();
    List<HeaderView.Fact> facts = new ArrayList<>();
    facts.add(new HeaderView.Fact("Suites", Numbers.count(card.suites().size())));
    facts.add(new HeaderView.Fact("Runs", Numbers.count(card.sources().size())));
    facts.add(
        new HeaderView.Fact(
            "Calls", Numbers.count(calls) + ", " + Numbers.count(failed) + " trials failed"));
    facts.add(
        new HeaderView.Fact(
            "Cost of these runs",
            known ? Numbers.fixed(spent, 2) + " USD" : "not known: a price is missing"));
    breaks(card)
        .ifPresent(words -> facts.add(new HeaderView.Fact("In a base model’s voice", words)));
    facts.add(
        new HeaderView.Fact(
            "Beside",
            card.references().isEmpty()
                ? "no other model has runs here"
                : Visible.line(String.join(", ", card.references()))));
    return facts;
  }

  private static Optional<String> breaks(ModelCard card) {
    double[] rates =
        card.suites().stream()
            .flatMap(suite -> suite.voices().stream())
            .flatMapToDouble(voice -> voice.broke().stream())
            .sorted()
            .toArray();
    return rates.length == 0
        ? Optional.empty()
        : Optional.of(
            Numbers.percentOnly(rates[0])
                + " to "
                + Numbers.percent(rates[rates.length - 1])
                + " of the replies, by arm ("
                + rates.length
                + " arms, median "
                + Numbers.percent(rates[rates.length / 2])
                + ")");
  }

  private static SourceRow source(ModelCard.Source source) {
    return new SourceRow(
        Visible.line(source.run()),
        Numbers.time(source.frozen()),
        Numbers.count(source.suites()),
        Visible.line(CardWords.served(source)),
        Numbers.count(source.calls()),
        Numbers.count(source.failed()),
        CardWords.tokens(source),
        CardWords.spend(source.spendUsd()));
  }

  private static SuiteRows suite(ModelCard.CardSuite suite) {
    return new SuiteRows(
        Visible.line(suite.suite().id()),
        Visible.line(suite.suite().title()),
        suite.suite().predictions().stream()
            .map(
                prediction ->
                    new PredictionRow(
                        Anchor.of(suite.suite().id(), prediction.id()),
                        Visible.line(prediction.id()),
                        Words.of(prediction.role()),
                        BadgeView.of(prediction.verdict()),
                        Visible.line(prediction.reason()),
                        prediction.claims().stream().map(ChangeWords::effect).toList()))
            .toList());
  }

  private static Profile profile(ModelCard card) {
    List<String> models = new ArrayList<>(List.of(card.model()));
    models.addAll(card.references());
    List<Double> values = new ArrayList<>();
    for (ModelCard.CardSuite suite : card.suites()) {
      for (PredictionDigest primary : effects(card, suite).values()) {
        ClaimDigest claim = primary.claims().get(0);
        values.add(claim.interval().lower());
        values.add(claim.interval().upper());
      }
    }
    Axis axis = IntervalPlot.axis(values);
    List<ProfileRow> rows = new ArrayList<>();
    ChartData.Rows data =
        new ChartData.Rows("suite", "prediction", "model", "estimate", "lower", "upper", "margin");
    for (ModelCard.CardSuite suite : card.suites()) {
      Map<String, PredictionDigest> effects = effects(card, suite);
      PredictionDigest own = effects.get(card.model());
      if (own == null) {
        continue;
      }
      List<Point> points = new ArrayList<>();
      effects.forEach(
          (model, primary) -> {
            ClaimDigest claim = primary.claims().get(0);
            points.add(new Point(models.indexOf(model), axis.x(claim.estimate().orElseThrow())));
            data.add(
                suite.suite().id(),
                primary.id(),
                model,
                claim.estimate().orElseThrow(),
                claim.interval().lower(),
                claim.interval().upper(),
                claim.margin());
          });
      ClaimDigest claim = own.claims().get(0);
      String numbers = ChangeWords.effect(claim);
      rows.add(
          new ProfileRow(
              Anchor.of(suite.suite().id(), own.id()),
              Visible.line(suite.suite().id()),
              numbers,
              new ProfilePlot(
                  Visible.line(suite.suite().id() + ": " + numbers),
                  axis.ticks().stream().map(axis::x).toList(),
                  axis.x(0),
                  Optional.of(axis.x(claim.margin())),
                  Optional.of(IntervalPlot.Span.of(axis, claim.interval())),
                  points)));
    }
    return new Profile(
        models.stream().map(Visible::line).toList(),
        rows,
        IntervalPlot.Scale.of(axis),
        data.data());
  }

  /** The primaries with data, by model, this model's first. */
  private static Map<String, PredictionDigest> effects(ModelCard card, ModelCard.CardSuite suite) {
    Map<String, PredictionDigest> all = new LinkedHashMap<>();
    primary(suite).ifPresent(own -> all.put(card.model(), own));
    all.putAll(suite.references());
    all.values()
        .removeIf(
            primary -> primary.claims().isEmpty() || primary.claims().get(0).estimate().isEmpty());
    return all;
  }

  private static Voices voices(ModelCard card) {
    List<String> labels =
        List.copyOf(
            card.suites().stream()
                .flatMap(suite -> suite.voices().stream())
                .flatMap(voice -> voice.shares().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    List<String> columns =
        new ArrayList<>(List.of("suite", "arm", "replies", "base-like", "lower", "upper"));
    labels.forEach(label -> columns.add("share " + label));
    ChartData.Rows data = new ChartData.Rows(columns);
    List<VoiceRow> rows = new ArrayList<>();
    for (ModelCard.CardSuite suite : card.suites()) {
      for (ModelCard.VoiceShare voice : suite.voices()) {
        List<Object> cells =
            new ArrayList<>(
                List.of(
                    suite.suite().id(),
                    voice.arm(),
                    voice.replies(),
                    ChartData.cell(voice.broke()),
                    voice.interval().lower(),
                    voice.interval().upper()));
        List<Segment> segments = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < labels.size(); i++) {
          double share = voice.shares().getOrDefault(labels.get(i), 0.0);
          cells.add(share);
          if (share > 0) {
            segments.add(
                new Segment(i, Axis.coordinate(at * WIDTH), Axis.coordinate(share * WIDTH)));
          }
          at += share;
        }
        data.add(cells.toArray());
        rows.add(
            new VoiceRow(
                Visible.line(suite.suite().id() + " / " + voice.arm()),
                Numbers.count(voice.replies()),
                Numbers.percent(voice.broke()) + " (" + Numbers.percent(voice.interval()) + ")",
                voice.shares().entrySet().stream()
                    .map(share -> share.getKey() + " " + Numbers.percent(share.getValue()))
                    .collect(Collectors.joining(", ")),
                segments));
      }
    }
    return new Voices(labels.stream().map(Visible::line).toList(), rows, data.data());
  }

  private static List<AbilityRow> abilities(ModelCard card) {
    List<AbilityRow> rows = new ArrayList<>();
    card.abilities()
        .forEach(
            (word, finding) ->
                rows.add(
                    new AbilityRow(
                        Visible.line(word),
                        finding.able() ? "yes" : "no",
                        Visible.line(finding.why()))));
    return rows;
  }
}
