package dev.dramatis.run;

import dev.dramatis.model.FailedCall;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * The log of a run, for people: when it began and stopped, and every failure. It passes on what it
 * hears. Safe for use by many threads at once.
 */
final class RunLog implements Progress, AutoCloseable {
  static final String FILE = "run.log";

  private final Progress next;
  private final Clock clock;
  private final UnaryOperator<String> redact;
  private final BufferedWriter out;

  RunLog(Path folder, Progress next, Clock clock, UnaryOperator<String> redact) {
    this.next = next;
    this.clock = clock;
    this.redact = redact;
    try {
      this.out =
          Files.newBufferedWriter(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new JournalException(
          folder.resolve(FILE) + ": cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void started(long planned, long finished) {
    line(planned + " trials planned, " + finished + " of them finished");
    next.started(planned, finished);
  }

  @Override
  public void answered() {
    next.answered();
  }

  @Override
  public void failed(FailedCall failure) {
    line("failed", failure);
    next.failed(failure);
  }

  @Override
  public void spent(double usd) {
    next.spent(usd);
  }

  @Override
  public void judgeFailed(FailedCall failure) {
    line("a judge failed", failure);
    next.judgeFailed(failure);
  }

  private void line(String what, FailedCall failure) {
    line(
        what
            + " after "
            + failure.attempts()
            + " attempts ("
            + failure.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
            + "): "
            + failure.message().replaceAll("\\p{Cntrl}", " "));
  }

  synchronized void line(String text) {
    try {
      out.write(clock.instant() + " " + redact.apply(text));
      out.newLine();
      out.flush();
    } catch (IOException e) {
      throw new JournalException("the log cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new JournalException("the log cannot be closed: " + e.getMessage(), e);
    }
  }
}
