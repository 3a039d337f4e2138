package dev.dramatis.run;

import dev.dramatis.model.FailedCall;

/** Is told how a run goes on. Called from many threads. */
public interface Progress {
  /** Nobody listens. */
  Progress NONE =
      new Progress() {
        @Override
        public void started(long planned, long finished) {}

        @Override
        public void answered() {}

        @Override
        public void failed(FailedCall failure) {}

        @Override
        public void judgeFailed(FailedCall failure) {}
      };

  /**
   * The trials begin.
   *
   * @param planned of the whole run
   * @param finished of an earlier part of it
   */
  void started(long planned, long finished);

  /** A trial was answered. */
  void answered();

  /** A trial ended with a failed call. */
  void failed(FailedCall failure);

  /**
   * What was spent so far.
   *
   * @param usd in US dollars, as far as it is known
   */
  default void spent(double usd) {}

  /** A judge could not be asked; the trial stays answered, and has no label of that judge. */
  void judgeFailed(FailedCall failure);
}
