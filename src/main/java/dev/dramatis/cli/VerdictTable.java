package dev.dramatis.cli;

import dev.dramatis.run.RunRecord;
import dev.dramatis.stats.Interval;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Role;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.Scope;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints the verdicts of a run, no line wider than the terminal. */
final class VerdictTable {
  private static final int VERDICT_WIDTH = 12;
  private static final int NUMBERS_WIDTH = 34;

  private final Terminal terminal;

  VerdictTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(RunRecord record) {
    for (SuiteResult suite : record.suites()) {
      terminal.out().println();
      wrap(suite.suite().id() + ": " + Terminal.safe(suite.suite().title()), "");
      suite.predictions().stream()
          .sorted(java.util.Comparator.comparing(result -> result.prediction().role()))
          .forEach(this::print);
    }
    terminal.out().println();
    terminal.out().flush();
  }

  private void print(PredictionResult result) {
    int nameWidth =
        Math.max(14, Math.min(30, terminal.columns() - VERDICT_WIDTH - NUMBERS_WIDTH - 4));
    boolean primary = result.prediction().role() == Role.PRIMARY;
    String name = (primary ? "* " : "  ") + result.prediction().id();
    List<String> numbers = result.claims().stream().map(VerdictTable::numbers).toList();
    boolean fits = name.length() <= nameWidth;
    String first = fits ? pad(name, nameWidth) : name;
    if (!fits) {
      terminal.out().println(first);
      first = " ".repeat(nameWidth);
    }
    for (int i = 0; i < numbers.size(); i++) {
      terminal
          .out()
          .println(
              (i == 0
                      ? first + " " + verdict(result.verdict())
                      : " ".repeat(nameWidth + VERDICT_WIDTH + 1))
                  + "  "
                  + numbers.get(i));
    }
    String notes = notes(result);
    if (!notes.isEmpty()) {
      wrap(notes, "    ");
    }
  }

  private static String numbers(ClaimResult claim) {
    Interval shown = claim.scope() == Scope.THESE_PROBES ? claim.theseProbes() : claim.interval();
    String estimate =
        claim.estimate().isPresent()
            ? String.format(Locale.ROOT, "%+.2f", claim.estimate().getAsDouble())
            : "  –  ";
    return String.format(
        Locale.ROOT,
        "%s [%+.2f, %+.2f] %s",
        estimate,
        shown.lower(),
        shown.upper(),
        bound(claim.claim().bound()));
  }

  private static String bound(Bound bound) {
    if (bound instanceof Bound.Above above) {
      return String.format(Locale.ROOT, "> %.2f", above.margin());
    } else if (bound instanceof Bound.Below below) {
      return String.format(Locale.ROOT, "< %.2f", below.margin());
    }
    return String.format(Locale.ROOT, "within %.2f", bound.margin());
  }

  private static String notes(PredictionResult result) {
    String reason = Terminal.safe(result.reason());
    String scope =
        result.verdict().isDecided() && result.scope() == Scope.THESE_PROBES
            ? "on these probes only"
            : "";
    String marks =
        result.marks().stream()
            .map(mark -> mark.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return List.of(reason, scope, marks).stream()
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private String verdict(Verdict verdict) {
    String word = pad(verdict.name().replace('_', ' '), VERDICT_WIDTH);
    if (!terminal.live()) {
      return word;
    }
    String colour =
        switch (verdict) {
          case SUPPORTED -> "\u001b[32m";
          case CONTRADICTED -> "\u001b[31m";
          case INCONCLUSIVE -> "\u001b[33m";
          case NOT_TESTED -> "\u001b[2m";
        };
    return colour + word + "\u001b[0m";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Breaks a line at blanks. */
  private void wrap(String text, String indent) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length()
          && line.length() + 1 + word.length() > terminal.columns()) {
        terminal.out().println(line);
        line = new StringBuilder(indent);
      }
      if (line.length() > indent.length()) {
        line.append(' ');
      }
      line.append(word);
    }
    terminal.out().println(line);
  }
}
