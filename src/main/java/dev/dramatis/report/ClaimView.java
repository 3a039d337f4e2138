package dev.dramatis.report;

import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.CellResult;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.KindLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers of one claim.
 *
 * @param main the row of the forest plot, on a scale of its own
 */
public record ClaimView(
    String contrast,
    String measure,
    String bound,
    String interval,
    String point,
    IntervalPlot main,
    IntervalPlot.Scale scale,
    List<HeaderView.Fact> facts,
    List<CellRow> cells,
    boolean refusals,
    List<KindRow> kinds,
    Optional<IntervalPlot.Scale> kindScale,
    SeedsView seeds,
    Optional<EffectsView> effects) {
  public ClaimView {
    facts = List.copyOf(facts);
    cells = List.copyOf(cells);
    kinds = List.copyOf(kinds);
  }

  /** One cell; the last field shows a refusal counted as 0, as 1 and left out. */
  public record CellRow(
      String cell,
      String weight,
      String trials,
      String eligible,
      String notEligible,
      String refused,
      String missing,
      String mean,
      String interval,
      String refusals) {}

  /** One kind of probe. */
  public record KindRow(
      String kind, String units, String interval, String point, IntervalPlot plot) {}

  static ClaimView of(int suiteIndex, Suite suite, ClaimResult claim) {
    boolean rate = MeasureWords.isRate(claim.claim().contrast());
    ClaimWords words = ClaimWords.of(claim);
    List<Double> values = new ArrayList<>();
    values.add(claim.claim().bound().margin());
    values.add(claim.interval().lower());
    values.add(claim.interval().upper());
    values.add(claim.theseProbes().lower());
    values.add(claim.theseProbes().upper());
    Axis axis = IntervalPlot.axis(values);
    Axis kindAxis =
        IntervalPlot.axis(
            claim.kinds().stream()
                .flatMap(kind -> List.of(kind.interval().lower(), kind.interval().upper()).stream())
                .toList());
    return new ClaimView(
        Visible.line(MeasureWords.of(claim.claim().contrast())),
        Visible.line(MeasureWords.of(claim.claim().measure())),
        words.bound(),
        claim.estimate().isEmpty() ? Numbers.NONE : words.interval(),
        words.point(),
        IntervalPlot.of(
            axis,
            words.sameWay() + ", claimed " + words.bound(),
            claim.claim().bound(),
            claim.interval(),
            claim.theseProbes(),
            claim.estimate(),
            Words.style(claim.verdict())),
        IntervalPlot.Scale.of(axis),
        facts(suite, claim, rate),
        claim.cells().stream().map(ClaimView::cell).toList(),
        claim.cells().stream().anyMatch(cell -> cell.refused() > 0),
        claim.kinds().stream().map(kind -> kind(kindAxis, kind, rate)).toList(),
        claim.kinds().isEmpty() ? Optional.empty() : Optional.of(IntervalPlot.Scale.of(kindAxis)),
        SeedsView.of(claim, rate),
        EffectsView.of(suiteIndex, suite, claim));
  }

  private static List<HeaderView.Fact> facts(Suite suite, ClaimResult claim, boolean rate) {
    ClaimWords words = ClaimWords.of(claim);
    String confidence = Numbers.confidence(claim.alphaPerSide());
    boolean data = claim.estimate().isPresent();
    int trials = claim.cells().stream().mapToInt(CellResult::trials).sum();
    List<HeaderView.Fact> facts = new ArrayList<>();
    facts.add(
        new HeaderView.Fact(
            confidence + " interval, probes made the same way",
            data ? words.sameWay() : Numbers.NONE));
    facts.add(
        new HeaderView.Fact(
            confidence + " interval, these probes", data ? words.theseProbes() : Numbers.NONE));
    facts.add(new HeaderView.Fact("Point estimate", words.point()));
    facts.add(new HeaderView.Fact("Claimed", words.bound()));
    facts.add(
        new HeaderView.Fact(
            "Smallest margin decidable without an effect", size(claim.smallestDecidable(), rate)));
    facts.add(
        new HeaderView.Fact(
            "Independent units",
            claim.units() + (claim.lost() == 0 ? "" : "; " + claim.lost() + " lost")));
    facts.add(
        new HeaderView.Fact(
            "Trials",
            Numbers.count(trials) + ", " + suite.sampling().repeats() + " per probe and arm"));
    facts.add(new HeaderView.Fact("If every missing trial pulled one way", missing(claim, rate)));
    facts.add(
        new HeaderView.Fact(
            "Student t, for readers; decides nothing",
            claim
                .studentT()
                .map(interval -> ClaimWords.range(interval, rate))
                .orElse(Numbers.NONE)));
    facts.add(new HeaderView.Fact("One-sided p", data ? Numbers.p(claim.pValue()) : Numbers.NONE));
    claim
        .contradiction()
        .ifPresent(
            contradiction ->
                facts.add(new HeaderView.Fact("Contradicted as", Words.of(contradiction))));
    return facts;
  }

  private static String size(double value, boolean rate) {
    return rate ? Numbers.percent(value) : Numbers.percentOnly(value) + " pp";
  }

  private static String missing(ClaimResult claim, boolean rate) {
    if (claim.cells().stream().allMatch(cell -> cell.missing() == 0)) {
      return "nothing is missing";
    }
    return value(claim.missingLow(), rate) + " to " + value(claim.missingHigh(), rate);
  }

  private static String value(OptionalDouble value, boolean rate) {
    return rate ? Numbers.percent(value) : Numbers.points(value) + (value.isPresent() ? " pp" : "");
  }

  private static CellRow cell(CellResult cell) {
    return new CellRow(
        Visible.line(cell.cell().toString()),
        Numbers.signed(cell.weight()),
        Numbers.count(cell.trials()),
        Numbers.count(cell.eligible()),
        Numbers.count(cell.notEligible()),
        Numbers.count(cell.refused()),
        Numbers.count(cell.missing()),
        Numbers.percent(cell.mean()),
        cell.mean().isEmpty() ? Numbers.NONE : Numbers.percent(cell.interval()),
        cell.refused() == 0
            ? Numbers.NONE
            : Numbers.percent(cell.refusalsAsZero())
                + " / "
                + Numbers.percent(cell.refusalsAsOne())
                + " / "
                + Numbers.percent(cell.refusalsOut()));
  }

  private static KindRow kind(Axis axis, KindLine kind, boolean rate) {
    String range = ClaimWords.range(kind.interval(), rate);
    String name = Visible.line(kind.kind());
    return new KindRow(
        name,
        Numbers.count(kind.units()),
        range,
        rate ? Numbers.percent(kind.estimate()) : Numbers.points(kind.estimate()) + " pp",
        IntervalPlot.of(
            axis, name + ": " + range, kind.interval(), OptionalDouble.of(kind.estimate())));
  }
}
