package dev.dramatis.cli;

import dev.dramatis.model.FailedCall;
import dev.dramatis.run.Progress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Shows how a run goes on: a bar that is redrawn where a person watches, else a plain line now and
 * then. Safe for use by many threads at once.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final LongSupplier nanos;
  private final Map<String, Integer> failures = new TreeMap<>();
  private long planned;
  private long before;
  private long done;
  private long failed;
  private long startedAt;
  private long drawnAt;

  ProgressLine(Terminal terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
  }

  @Override
  public synchronized void started(long trials, long finished) {
    planned = trials;
    before = finished;
    done = finished;
    startedAt = nanos.getAsLong();
    drawnAt = startedAt;
    if (finished > 0) {
      terminal
          .err()
          .printf(Locale.ROOT, "%,d of %,d trials are finished already.%n", finished, trials);
    }
  }

  @Override
  public synchronized void answered() {
    done++;
    draw(false);
  }

  @Override
  public synchronized void failed(FailedCall failure) {
    done++;
    failed++;
    String kind =
        failure.status().isPresent()
            ? "HTTP " + failure.status().getAsInt()
            : failure.kind().name().toLowerCase(Locale.ROOT);
    failures.merge(kind, 1, Integer::sum);
    draw(false);
  }

  private void draw(boolean last) {
    long now = nanos.getAsLong();
    if (!last && now - drawnAt < (terminal.live() ? REDRAW_NANOS : PLAIN_NANOS)) {
      return;
    }
    drawnAt = now;
    double seconds = Math.max(1e-3, (now - startedAt) / 1e9);
    double rate = (done - before) / seconds;
    String text =
        String.format(
            Locale.ROOT,
            "%3.0f %%  %,d of %,d trials  %.0f/s  %s%s",
            planned == 0 ? 100 : Math.floor(100.0 * done / planned),
            done,
            planned,
            rate,
            last
                ? "in " + duration(seconds)
                : "ETA " + duration((planned - done) / Math.max(rate, 1e-9)),
            failed == 0 ? "" : "  failed " + failures);
    if (terminal.live()) {
      int room = terminal.columns() - text.length() - 3;
      terminal.err().print(CLEAR + (room >= 10 ? bar(Math.min(room, 30)) + " " : "") + text);
      if (last) {
        terminal.err().println();
      }
      terminal.err().flush();
    } else {
      terminal.err().println(text);
    }
  }

  private String bar(int width) {
    int full = planned == 0 ? width : (int) (width * done / planned);
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

  /** Draws the last state. */
  @Override
  public synchronized void close() {
    draw(true);
  }
}
