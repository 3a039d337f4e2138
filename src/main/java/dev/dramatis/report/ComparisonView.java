package dev.dramatis.report;

import dev.dramatis.compare.ClaimPair;
import dev.dramatis.compare.Comparison;
import dev.dramatis.compare.PredictionDigest;
import dev.dramatis.compare.PredictionPair;
import dev.dramatis.compare.RunDigest;
import dev.dramatis.compare.RunPair;
import dev.dramatis.compare.SideBySide;
import dev.dramatis.run.Transcript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The page of a comparison.
 *
 * @param simulated said where a run is
 * @param matrix the predictions of all runs
 */
public record ComparisonView(
    PageFrame frame,
    String title,
    Optional<String> simulated,
    List<RunRow> runs,
    Matrix matrix,
    List<Pair> pairs,
    String method) {
  public ComparisonView {
    runs = List.copyOf(runs);
    pairs = List.copyOf(pairs);
  }

  /** A run in the table at the top. */
  public record RunRow(
      String letter,
      String run,
      String models,
      String served,
      String began,
      String trials,
      String failed,
      String spent) {}

  /** Predictions by runs. */
  public record Matrix(List<String> letters, List<MatrixRow> rows, ChartData data) {
    public Matrix {
      letters = List.copyOf(letters);
      rows = List.copyOf(rows);
    }
  }

  /** One prediction. */
  public record MatrixRow(String name, String role, List<MatrixCell> cells) {
    public MatrixRow {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What one run says of it.
   *
   * @param badge absent where the run lacks the prediction
   * @param changed whether it moved beyond chance since the first run
   */
  public record MatrixCell(Optional<BadgeView> badge, List<String> effects, boolean changed) {
    public MatrixCell {
      effects = List.copyOf(effects);
    }
  }

  /** A run held against the first. */
  public record Pair(
      String anchor,
      String title,
      List<String> lines,
      List<String> conditions,
      List<Row> rows,
      IntervalPlot.Scale scale,
      List<Refusal> refusals,
      ChartData data,
      List<Item> items) {
    public Pair {
      lines = List.copyOf(lines);
      conditions = List.copyOf(conditions);
      rows = List.copyOf(rows);
      refusals = List.copyOf(refusals);
      items = List.copyOf(items);
    }
  }

  /** One contrast in both. */
  public record Row(
      String anchor,
      String name,
      String detail,
      BadgeView before,
      BadgeView after,
      PairPlot plot,
      String numbers,
      String adjusted,
      boolean changed) {}

  /** Contrasts that were not compared for one reason. */
  public record Refusal(String reason, String names) {}

  /** Texts of both runs for a unit whose contrast moved. */
  public record Item(String title, String moved, List<Exchange> exchanges) {
    public Item {
      exchanges = List.copyOf(exchanges);
    }
  }

  /** A probe in an arm. */
  public record Exchange(String title, String asked, List<Reply> before, List<Reply> after) {
    public Exchange {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** What a model answered. */
  public record Reply(String labels, String text) {}

  /** The longest text of a reply or a prompt that stands beside another. */
  private static final int MOST_OF_A_TEXT = 4000;

  static ComparisonView of(
      PageFrame frame, Comparison comparison, Map<Integer, List<SideBySide>> beside) {
    List<RunRow> runs = new ArrayList<>();
    for (int i = 0; i < comparison.runs().size(); i++) {
      runs.add(run(i, comparison.runs().get(i)));
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < comparison.pairs().size(); i++) {
      pairs.add(pair(i, comparison.pairs().get(i), beside.getOrDefault(i, List.of())));
    }
    return new ComparisonView(
        frame,
        title(comparison),
        comparison.runs().stream().anyMatch(RunDigest::simulated)
            ? Optional.of(Words.SIMULATED)
            : Optional.empty(),
        runs,
        matrix(comparison),
        pairs,
        "Differences are taken within units that were asked in the same words in both runs."
            + " Intervals are Gaffke’s at 95 %, one by one; p is adjusted over all "
            + Numbers.count(comparison.compared())
            + " contrasts of this page (Holm), and what has p of 0.05 or less is called changed."
            + " Where nothing has changed, that happens to anything at all on at most 5 % of such"
            + " pages.");
  }

  static String title(Comparison comparison) {
    return Visible.line(
        String.join(
            " against ",
            comparison.runs().stream().map(RunDigest::subject).distinct().limit(3).toList()));
  }

  static String letter(int index) {
    return index < 26 ? String.valueOf((char) ('A' + index)) : "R" + (index + 1);
  }

  private static RunRow run(int index, RunDigest run) {
    return new RunRow(
        letter(index),
        Visible.line(run.run()),
        Visible.line(run.subject()),
        Visible.line(
            String.join(
                ", ",
                run.suites().stream()
                    .flatMap(suite -> suite.served().values().stream())
                    .flatMap(List::stream)
                    .distinct()
                    .limit(6)
                    .toList())),
        Numbers.time(run.frozen()),
        Numbers.count(run.asked()) + " of " + Numbers.count(run.planned()),
        Numbers.count(run.failed()),
        CardWords.spend(run.spendUsd()));
  }

  private static Matrix matrix(Comparison comparison) {
    List<String> letters = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of("suite", "prediction", "role"));
    for (int i = 0; i < comparison.runs().size(); i++) {
      letters.add(letter(i));
      columns.addAll(
          List.of(
              letter(i) + " verdict",
              letter(i) + " estimate",
              letter(i) + " lower",
              letter(i) + " upper"));
    }
    ChartData.Rows data = new ChartData.Rows(columns);
    List<MatrixRow> rows = new ArrayList<>();
    for (ComparisonRows.Row row : ComparisonRows.of(comparison)) {
      List<MatrixCell> cells = new ArrayList<>();
      List<Object> numbers =
          new ArrayList<>(List.of(row.suite(), row.prediction(), Words.of(row.role())));
      for (int i = 0; i < row.cells().size(); i++) {
        cells.add(cell(row.cells().get(i), i > 0 && changed(comparison.pairs().get(i - 1), row)));
        numbers.addAll(numbers(row.cells().get(i)));
      }
      data.add(numbers.toArray());
      rows.add(
          new MatrixRow(
              Visible.line(row.suite() + " / " + row.prediction()), Words.of(row.role()), cells));
    }
    return new Matrix(letters, rows, data.data());
  }

  private static boolean changed(RunPair pair, ComparisonRows.Row row) {
    return pair.predictions().stream()
        .filter(each -> each.suite().equals(row.suite()))
        .filter(each -> each.prediction().equals(row.prediction()))
        .anyMatch(PredictionPair::isChanged);
  }

  private static MatrixCell cell(Optional<PredictionDigest> cell, boolean changed) {
    return new MatrixCell(
        cell.map(found -> BadgeView.of(found.verdict())),
        cell.map(found -> found.claims().stream().map(ChangeWords::effect).toList())
            .orElse(List.of()),
        changed);
  }

  private static List<Object> numbers(Optional<PredictionDigest> cell) {
    if (cell.isEmpty() || cell.get().claims().isEmpty()) {
      return List.of("", "", "", "");
    }
    var claim = cell.get().claims().get(0);
    return List.of(
        Words.of(cell.get().verdict()),
        ChartData.cell(claim.estimate()),
        claim.interval().lower(),
        claim.interval().upper());
  }

  private static Pair pair(int index, RunPair pair, List<SideBySide> beside) {
    List<Double> values = new ArrayList<>();
    for (PredictionPair prediction : pair.predictions()) {
      for (ClaimPair.Paired claim : prediction.paired()) {
        var difference = claim.difference();
        values.addAll(
            List.of(
                difference.before(),
                difference.after(),
                difference.interval().lower(),
                difference.interval().upper()));
      }
    }
    Axis axis = IntervalPlot.axis(values);
    List<Row> rows = new ArrayList<>();
    Map<String, List<String>> refusals = new TreeMap<>();
    ChartData.Rows data =
        new ChartData.Rows(
            "suite",
            "prediction",
            "role",
            "contrast",
            "before",
            "after",
            "difference",
            "lower",
            "upper",
            "p",
            "adjusted p",
            "units",
            "left out");
    pair.predictions().stream()
        .sorted(
            Comparator.comparing((PredictionPair each) -> !each.isChanged())
                .thenComparing(PredictionPair::role))
        .forEach(
            prediction ->
                prediction
                    .claims()
                    .forEach(
                        claim -> {
                          if (claim instanceof ClaimPair.Paired paired) {
                            rows.add(row(index, rows.size(), axis, prediction, paired));
                            data.add(numbers(prediction, paired));
                          } else if (claim instanceof ClaimPair.Refused refused) {
                            refusals
                                .computeIfAbsent(refused.reason(), reason -> new ArrayList<>())
                                .add(ChangeWords.name(prediction));
                          }
                        }));
    List<Refusal> refused = new ArrayList<>();
    refusals.forEach(
        (reason, names) ->
            refused.add(
                new Refusal(
                    Visible.line(reason),
                    Visible.line(String.join(", ", names.stream().distinct().toList())))));
    if (!pair.alone().isEmpty()) {
      refused.add(
          new Refusal(
              "only one of the runs has it",
              Visible.line(
                  String.join(
                      ", ",
                      pair.alone().stream()
                          .map(one -> one.suite() + " / " + one.prediction())
                          .toList()))));
    }
    return new Pair(
        "pair-" + letter(index + 1),
        Visible.line(
            letter(index + 1)
                + " against A: "
                + (pair.before().subject().equals(pair.after().subject())
                    ? pair.after().run()
                    : pair.after().subject())),
        ThreeLines.of(pair),
        pair.conditions().stream().map(ChangeWords::of).map(Visible::line).toList(),
        rows,
        IntervalPlot.Scale.of(axis),
        refused,
        data.data(),
        beside.stream().map(ComparisonView::item).toList());
  }

  private static Row row(
      int pair, int number, Axis axis, PredictionPair prediction, ClaimPair.Paired claim) {
    String name = Visible.line(ChangeWords.name(prediction));
    String change = ChangeWords.change(claim, ChangeWords.isRate(prediction, claim));
    return new Row(
        letter(pair + 1)
            + "/"
            + Anchor.of(prediction.suite(), prediction.prediction())
            + "/"
            + number,
        name,
        Visible.line(Words.of(prediction.role()) + ", " + claim.contrast()),
        BadgeView.of(prediction.before().verdict()),
        BadgeView.of(prediction.after().verdict()),
        PairPlot.of(axis, name + ": " + change, claim.difference(), claim.isChanged()),
        Numbers.points(claim.difference().difference())
            + " pp ("
            + Numbers.points(claim.difference().interval())
            + ")",
        "p " + Numbers.p(claim.adjusted()),
        claim.isChanged());
  }

  private static Object[] numbers(PredictionPair prediction, ClaimPair.Paired claim) {
    var difference = claim.difference();
    return new Object[] {
      prediction.suite(),
      prediction.prediction(),
      Words.of(prediction.role()),
      claim.contrast(),
      difference.before(),
      difference.after(),
      difference.difference(),
      difference.interval().lower(),
      difference.interval().upper(),
      difference.p(),
      claim.adjusted(),
      difference.units().size(),
      difference.leftOut()
    };
  }

  private static Item item(SideBySide side) {
    return new Item(
        Visible.line(side.suite() + " / " + side.prediction() + ", unit " + side.unit().unit()),
        Numbers.points(side.unit().before()) + " → " + Numbers.points(side.unit().after()) + " pp",
        side.exchanges().stream().map(ComparisonView::exchange).toList());
  }

  private static Exchange exchange(SideBySide.Exchange exchange) {
    Transcript any =
        exchange.after().isEmpty() ? exchange.before().get(0) : exchange.after().get(0);
    String asked = any.turns().isEmpty() ? "" : any.turns().get(any.turns().size() - 1).user();
    return new Exchange(
        Visible.line(exchange.arm() + " · " + exchange.probe()),
        shortened(asked),
        exchange.before().stream().map(ComparisonView::reply).toList(),
        exchange.after().stream().map(ComparisonView::reply).toList());
  }

  private static Reply reply(Transcript transcript) {
    if (!transcript.failure().isEmpty() || transcript.turns().isEmpty()) {
      return new Reply("failed", Visible.line(transcript.failure()));
    }
    Transcript.Turn last = transcript.turns().get(transcript.turns().size() - 1);
    List<String> labels = new ArrayList<>();
    new TreeMap<>(last.labels())
        .forEach((name, label) -> labels.add(name + ": " + LabelWords.of(label)));
    return new Reply(
        Visible.line(String.join(", ", labels)), shortened(last.prefill() + last.reply()));
  }

  private static String shortened(String text) {
    return Visible.text(
        text.length() <= MOST_OF_A_TEXT ? text : text.substring(0, MOST_OF_A_TEXT) + " […]");
  }
}
