package dev.dramatis.model;

/** A model that can be asked. Safe for use by many threads at once. */
public interface Endpoint {
  /** The model as it was named. */
  ModelName name();

  /**
   * Asks once and waits for the reply, within the endpoint's own limits of time and attempts. A
   * failure is returned, never thrown.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  CallResult ask(ChatRequest request) throws InterruptedException;
}
