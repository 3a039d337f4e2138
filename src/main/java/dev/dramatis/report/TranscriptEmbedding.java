package dev.dramatis.report;

import dev.dramatis.run.TranscriptSource;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A suite's transcripts as the text of a script element, written as they are read. */
final class TranscriptEmbedding implements Content {
  /** Failed trials shown of a suite when not all transcripts fit: all look much alike. */
  static final int MOST_FAILURES = 500;

  private final TranscriptSource source;
  private final TranscriptSelection selection;
  private final String suite;

  TranscriptEmbedding(TranscriptSource source, TranscriptSelection selection, String suite) {
    this.source = source;
    this.selection = selection;
    this.suite = suite;
  }

  /**
   * Writes an array of transcripts.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  @Override
  public void writeTo(TemplateOutput output) {
    int[] written = new int[2];
    output.writeContent("[");
    try {
      source.forEach(
          suite,
          transcript -> {
            boolean drawn = selection.isDrawn(transcript);
            boolean chosen = selection.isChosen(transcript);
            boolean failed = !transcript.failure().isEmpty();
            boolean shown =
                selection.holdsAll() || drawn || chosen || (failed && written[1]++ < MOST_FAILURES);
            if (shown) {
              output.writeContent(written[0]++ == 0 ? "\n" : ",\n");
              output.writeContent(TranscriptJson.of(transcript, drawn, chosen));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    output.writeContent("\n]");
  }
}
