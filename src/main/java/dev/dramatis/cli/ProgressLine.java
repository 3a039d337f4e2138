package dev.dramatis.cli;

import dev.dramatis.model.FailedCall;
import dev.dramatis.run.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Shows how far something is: a bar that is redrawn where a person watches, else a plain line now
 * and then. Safe for use by many threads at once.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000L;

  /** Between the first plain lines; later the gaps grow, since logs are kept. */
  private static final long PLAIN_NANOS = 5_000_000_000L;

  private static final long MOST_PLAIN_NANOS = 60_000_000_000L;
  private static final int PLAIN_SHARE = 10;
  private static final int LEAST_BAR = 10;
  private static final int MOST_BAR = 30;
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final LongSupplier nanos;
  private final String noun;
  private final Map<String, Integer> failures = new TreeMap<>();
  private boolean begun;
  private long planned;
  private long before;
  private long done;
  private long startedAt;
  private long drawnAt;
  private double spentUsd;

  /**
   * @param nanos a monotonic clock
   * @param noun what is counted, in the plural
   */
  ProgressLine(Terminal terminal, LongSupplier nanos, String noun) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.noun = noun;
  }

  @Override
  public synchronized void started(long trials, long finished) {
    begun = true;
    planned = trials;
    before = finished;
    done = finished;
    startedAt = nanos.getAsLong();
    drawnAt = startedAt;
    if (finished > 0) {
      terminal
          .err()
          .printf(Locale.ROOT, "%,d of %,d %s are finished already.%n", finished, trials, noun);
    }
    if (terminal.live()) {
      draw(startedAt, false);
    }
  }

  @Override
  public synchronized void answered() {
    done++;
    drawIfDue();
  }

  @Override
  public synchronized void failed(FailedCall failure) {
    done++;
    String kind =
        failure.status().isPresent() ? "HTTP " + failure.status().getAsInt() : "without a reply";
    failures.merge(kind, 1, Integer::sum);
    drawIfDue();
  }

  @Override
  public synchronized void spent(double usd) {
    spentUsd = usd;
  }

  @Override
  public synchronized void judgeFailed(FailedCall failure) {
    failures.merge("of a judge", 1, Integer::sum);
    drawIfDue();
  }

  private void drawIfDue() {
    long now = nanos.getAsLong();
    long plain = Math.max(PLAIN_NANOS, Math.min(MOST_PLAIN_NANOS, (now - startedAt) / PLAIN_SHARE));
    if (now - drawnAt >= (terminal.live() ? REDRAW_NANOS : plain)) {
      draw(now, false);
    }
  }

  private void draw(long now, boolean last) {
    drawnAt = now;
    List<String> wordings = wordings(Math.max(1e-3, (now - startedAt) / 1e9), last);
    if (!terminal.live()) {
      terminal.err().println(wordings.get(0));
      return;
    }
    // The last column stays free: some terminals go to the next line as soon as it is filled.
    int columns = terminal.columns() - 1;
    String text =
        wordings.stream()
            .filter(wording -> wording.length() <= columns)
            .findFirst()
            .orElseGet(() -> wordings.get(wordings.size() - 1).substring(0, columns));
    int room = columns - text.length() - 1;
    terminal
        .err()
        .print(CLEAR + (room >= LEAST_BAR ? bar(Math.min(room, MOST_BAR)) + " " : "") + text);
    if (last) {
      terminal.err().println();
    }
    terminal.err().flush();
  }

  /** The state in words, the fullest first. */
  private List<String> wordings(double seconds, boolean last) {
    double rate = (done - before) / seconds;
    String share =
        String.format(
            Locale.ROOT, "%3.0f %%", planned == 0 ? 100 : Math.floor(100.0 * done / planned));
    String counts = String.format(Locale.ROOT, "%,d of %,d %s", done, planned, noun);
    String speed = String.format(Locale.ROOT, rate < 10 ? "%.1f/s" : "%.0f/s", rate);
    String spent = spentUsd > 0 ? String.format(Locale.ROOT, "  %.2f USD", spentUsd) : "";
    String time = (last ? "in " + duration(seconds) : "ETA " + eta(rate)) + spent;
    int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
    String kinds =
        failures.entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    String detailed = failed == 0 ? "" : "  failed: " + kinds;
    String sum = failed == 0 ? "" : String.format(Locale.ROOT, "  %,d failed", failed);
    return List.of(
        share + "  " + counts + "  " + speed + "  " + time + detailed,
        share + "  " + counts + "  " + speed + "  " + time + sum,
        share + "  " + counts + "  " + time + sum,
        share + "  " + time + sum,
        share);
  }

  private String eta(double rate) {
    return rate <= 0 ? "–" : duration((planned - done) / rate);
  }

  private String bar(int width) {
    int full = planned == 0 ? width : (int) Math.min(width, width * done / planned);
    return "█".repeat(full) + "░".repeat(width - full);
  }

  static String duration(double seconds) {
    long whole = Math.round(Math.min(seconds, 1e7));
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** Draws the last state, if there was a first. */
  @Override
  public synchronized void close() {
    if (begun) {
      draw(nanos.getAsLong(), true);
    }
  }
}
