package dev.dramatis.cli;

import dev.dramatis.run.RunRecord;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Contrast;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.Mark;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.Scope;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.Verdict;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the verdicts of a run, no line wider than the terminal. */
final class VerdictTable {
  private static final List<String> HEAD =
      List.of("  PREDICTION", "VERDICT", "EFFECT", "INTERVAL", "CLAIM");
  private static final String NOTE_INDENT = "      ";

  private final Terminal terminal;

  VerdictTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(RunRecord record) {
    record.suites().forEach(this::print);
    legend(record);
    terminal.out().flush();
  }

  private void print(SuiteResult suite) {
    terminal.out().println();
    terminal.out().println(suite.suite().id());
    terminal.paragraph(Terminal.safeLine(suite.suite().title()), "  ");
    TextTable table = new TextTable(terminal.columns(), "llrll");
    table.add(HEAD);
    Set<Mark.Kind> shared = sharedMarks(suite.predictions());
    String sharedReason = sharedReason(suite.predictions());
    List<PredictionResult> sorted =
        suite.predictions().stream()
            .sorted(Comparator.comparing(result -> result.prediction().role()))
            .toList();
    boolean gates = false;
    for (PredictionResult result : sorted) {
      if (result.prediction().role().gates() && !gates) {
        gates = true;
        table.note("Checks and controls, without which the others are not tested:", "  ");
      }
      add(table, result, notes(result, sharedReason, shared));
    }
    table.lines().forEach(terminal.out()::println);
    String all = joined(Stream.of(sharedReason, words(shared)));
    if (!all.isEmpty()) {
      terminal.paragraph("All of them: " + all + ".", "  ");
    }
  }

  private void add(TextTable table, PredictionResult result, String notes) {
    boolean primary = result.prediction().role() == Role.PRIMARY;
    String name = (primary ? "* " : "  ") + result.prediction().id();
    String verdict = result.verdict().name().replace('_', ' ');
    if (result.claims().isEmpty()) {
      table.painted(List.of(name, verdict, "", "", ""), paint(result.verdict()));
    }
    for (int i = 0; i < result.claims().size(); i++) {
      ClaimResult claim = result.claims().get(i);
      table.painted(
          List.of(
              i == 0 ? name : "",
              i == 0 ? verdict : "",
              effect(claim),
              interval(claim),
              bound(claim.claim().bound())),
          i == 0 ? paint(result.verdict()) : UnaryOperator.identity());
    }
    if (!notes.isEmpty()) {
      table.note(notes, NOTE_INDENT);
    }
  }

  private static String effect(ClaimResult claim) {
    return claim.estimate().isPresent()
        ? number(claim.estimate().getAsDouble(), isSigned(claim))
        : "–";
  }

  private static String interval(ClaimResult claim) {
    if (claim.estimate().isEmpty()) {
      return "no data";
    }
    Interval shown = claim.scope() == Scope.THESE_PROBES ? claim.theseProbes() : claim.interval();
    boolean signed = isSigned(claim);
    return "[" + number(shown.lower(), signed) + ", " + number(shown.upper(), signed) + "]";
  }

  /** A share has no sign; a difference has. */
  private static boolean isSigned(ClaimResult claim) {
    return claim.claim().contrast().kind() != Contrast.Kind.RATE
        || claim.claim().measure().least() < 0;
  }

  private static String number(double value, boolean signed) {
    String text = String.format(Locale.ROOT, signed ? "%+.2f" : "%.2f", value);
    return text.equals("-0.00") ? "+0.00" : text;
  }

  private static String bound(Bound bound) {
    String margin = String.format(Locale.ROOT, "%.2f", bound.margin());
    if (bound instanceof Bound.Above) {
      return "> " + margin;
    }
    return bound instanceof Bound.Below ? "< " + margin : "in ±" + margin;
  }

  private static String notes(
      PredictionResult result, String sharedReason, Set<Mark.Kind> sharedMarks) {
    String reason = reason(result);
    String scope =
        result.verdict().isDecided() && result.scope() == Scope.THESE_PROBES
            ? "on these probes only"
            : "";
    Set<Mark.Kind> own = kinds(result);
    own.removeAll(sharedMarks);
    return joined(
        Stream.of(reason.equals(sharedReason) ? "" : reason, scope, seeds(result), words(own)));
  }

  /** What each trained model shows of the first claim, where there are several. */
  private static String seeds(PredictionResult result) {
    return result.claims().stream()
        .filter(claim -> claim.seeds().size() > 1)
        .findFirst()
        .map(
            claim ->
                (claim.isOfTheseCheckpoints() ? "these checkpoints: " : "models trained so: ")
                    + claim.seeds().stream()
                        .map(line -> number(line.estimate(), isSigned(claim)))
                        .collect(Collectors.joining(" ")))
        .orElse("");
  }

  private static String joined(Stream<String> texts) {
    return texts.filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
  }

  private static String reason(PredictionResult result) {
    return Terminal.safeLine(result.reason());
  }

  /** The reason that every prediction of a suite has, to be said once; empty if there is none. */
  private static String sharedReason(List<PredictionResult> results) {
    Set<String> reasons = results.stream().map(VerdictTable::reason).collect(Collectors.toSet());
    return results.size() > 1 && reasons.size() == 1 ? reasons.iterator().next() : "";
  }

  private static Set<Mark.Kind> kinds(PredictionResult result) {
    return result.marks().stream()
        .map(Mark::kind)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The marks that every prediction of a suite has, to be said once. */
  private static Set<Mark.Kind> sharedMarks(List<PredictionResult> results) {
    Set<Mark.Kind> shared = kinds(results.get(0));
    results.forEach(result -> shared.retainAll(kinds(result)));
    return results.size() > 1 ? shared : Set.of();
  }

  private static String words(Set<Mark.Kind> marks) {
    return marks.stream().map(VerdictTable::word).collect(Collectors.joining(", "));
  }

  private static String word(Mark.Kind mark) {
    return switch (mark) {
      case LABEL_DEPENDENT -> "label-dependent";
      case MISSING_DEPENDENT -> "missing-dependent";
      case ONE_KIND_CARRIES_IT -> "one kind carries it";
      case JUDGE_DEPENDENT -> "judge-dependent";
      case FRAGILE -> "fragile";
      case LABELS_NOT_READ -> "labels not read by anybody";
    };
  }

  private void legend(RunRecord record) {
    terminal.out().println();
    terminal.paragraph(
        "* primary. EFFECT is a share or a difference of shares (0.10: ten in a hundred). INTERVAL ("
            + confidence(record)
            + ") is held against CLAIM, which the suite wrote down beforehand.",
        "");
  }

  private static String confidence(RunRecord record) {
    double[] levels =
        record.suites().stream()
            .flatMap(suite -> suite.predictions().stream())
            .flatMap(result -> result.claims().stream())
            .mapToDouble(claim -> 100 * (1 - 2 * claim.alphaPerSide()))
            .sorted()
            .toArray();
    if (levels.length == 0) {
      return "95 %";
    }
    String least = percent(levels[0]);
    String most = percent(levels[levels.length - 1]);
    return least.equals(most) ? least + " %" : least + " to " + most + " %";
  }

  private static String percent(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private UnaryOperator<String> paint(Verdict verdict) {
    if (!terminal.colour()) {
      return UnaryOperator.identity();
    }
    String colour =
        switch (verdict) {
          case SUPPORTED -> "\u001b[32m";
          case CONTRADICTED -> "\u001b[31m";
          case INCONCLUSIVE -> "\u001b[33m";
          case NOT_TESTED -> "\u001b[2m";
        };
    return text -> colour + text + "\u001b[0m";
  }
}
