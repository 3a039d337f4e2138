package dev.dramatis.run;

import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.Outcomes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A run as its folder holds it, decided again. Nothing is asked, written or locked, so that runs
 * can be compared while others go on; labels that other classifiers gave are made anew in memory.
 */
public final class FinishedRun implements AutoCloseable {
  private final RunManifest manifest;
  private final RunContents contents;
  private final RunRecord record;

  FinishedRun(RunManifest manifest, RunContents contents, RunRecord record) {
    this.manifest = manifest;
    this.contents = contents;
    this.record = record;
  }

  /**
   * Reads a run that has stopped at least once.
   *
   * @throws JournalException if it is no run, is damaged, or has not stopped yet
   */
  public static FinishedRun read(Path folder) throws InterruptedException {
    RunManifest manifest = RunManifest.read(folder);
    if (manifest.counts().isEmpty() || manifest.finished().isEmpty()) {
      throw new JournalException(
          folder
              + ": this run has not come to an end: carry it on with resume, or decide it as it"
              + " stands with report.");
    }
    RunContents contents =
        new RunContents(folder, manifest, RunFolder.suites(folder, manifest), Clock.systemUTC());
    try {
      Counters counters = contents.restoreAll(RunContents.KEEP_NOTHING);
      RunRecord record =
          contents.record(
              contents.results(),
              counters.counts(),
              manifest.frozen(),
              manifest.finished().orElseThrow());
      return new FinishedRun(manifest, contents, record);
    } catch (RuntimeException | InterruptedException e) {
      contents.close();
      throw e;
    }
  }

  public RunManifest manifest() {
    return manifest;
  }

  /** What was decided, by the statistics and classifiers of this version. */
  public RunRecord record() {
    return record;
  }

  /** The plans, a suite each. */
  public List<Plan> plans() {
    return contents.plans();
  }

  /** The conversations as they were had. */
  public TranscriptSource transcripts() {
    return contents.transcripts();
  }

  /** What became of a suite's trials, with their labels and without their evidence. */
  public Outcomes outcomes(Suite suite) {
    return contents.outcomes(suite.id());
  }

  /** A hash of every classifier of a suite, of what it is told and of who judges by it. */
  public Map<String, String> classifiers(Suite suite) {
    return contents.labeller(suite.id()).hashes();
  }

  /** Who answered in a suite, and what. */
  public Answers answers(Suite suite) {
    return plans().stream()
        .filter(plan -> plan.suite().id().equals(suite.id()))
        .findFirst()
        .map(plan -> Answers.of(plan, contents.index()))
        .orElseThrow(() -> new IllegalArgumentException("not a suite of this run: " + suite.id()));
  }

  @Override
  public void close() {
    contents.close();
  }
}
