package dev.dramatis.run;

import java.io.IOException;
import java.util.function.Consumer;

/** Streams the transcripts of a run, so that no more than one need be held at a time. */
public interface TranscriptSource {
  /**
   * Hands over every transcript of a suite, in the order of the plan.
   *
   * @throws IOException if the journal cannot be read
   */
  void forEach(String suite, Consumer<Transcript> consumer) throws IOException;
}
