package dev.dramatis.run;

import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The conversations of a run, looked up one by one, without deciding anything anew. */
public final class RunTranscripts implements AutoCloseable {
  private final RunContents contents;

  private RunTranscripts(RunContents contents) {
    this.contents = contents;
  }

  /**
   * Opens the conversations of a run.
   *
   * @throws JournalException if it is no run, or is damaged
   */
  public static RunTranscripts open(Path folder) {
    RunManifest manifest = RunManifest.read(folder);
    return new RunTranscripts(
        new RunContents(folder, manifest, RunFolder.suites(folder, manifest), Clock.systemUTC()));
  }

  /** The plans, a suite each. */
  public List<Plan> plans() {
    return contents.plans();
  }

  /** One trial's conversation; empty if it was never asked. */
  public Optional<Transcript> transcript(Trial trial) {
    return JournalTranscripts.of(trial, contents.index());
  }

  /** Hands over every trial of a suite that was asked, in the order of the plan, one at a time. */
  public void forEach(Plan plan, Consumer<AskedTrial> consumer) {
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      contents
          .index()
          .trial(trial.id())
          .ifPresent(
              row ->
                  consumer.accept(
                      JournalTranscripts.asked(trial, row, contents.index().labels(trial.id()))));
    }
  }

  @Override
  public void close() {
    contents.close();
  }
}
