package dev.dramatis.cli;

import dev.dramatis.run.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns Ctrl-C and SIGTERM into a stop that lets what is in flight finish. The process then ends
 * with 130 or 143, as the signal says.
 */
final class Interruption implements AutoCloseable {
  /** The run's own grace time, and what the reports take. */
  private static final long SECONDS = 20;

  /** As a shell has it; by then nothing tells which signal it was. */
  private static final int INTERRUPTED = 130;

  private static final AtomicBoolean ENDING = new AtomicBoolean();

  /** All has been said, a fault included; nothing holds the process any more. */
  private static final CountDownLatch DONE = new CountDownLatch(1);

  private final Thread hook;

  Interruption(StopSignal stop, Terminal terminal) {
    hook =
        new Thread(
            () -> {
              ENDING.set(true);
              stop.stop(StopSignal.Reason.INTERRUPTED);
              terminal.hint("\nStopping; what is in flight has a few seconds to finish.");
              try {
                if (!DONE.await(SECONDS, TimeUnit.SECONDS)) {
                  Runtime.getRuntime().halt(INTERRUPTED);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ends the process, unless a signal is ending it already. */
  static void exit(int code) {
    DONE.countDown();
    if (!ENDING.get()) {
      System.exit(code);
    }
  }

  @Override
  public void close() {
    if (!ENDING.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending, and the hook with it.
        ENDING.set(true);
      }
    }
  }
}
