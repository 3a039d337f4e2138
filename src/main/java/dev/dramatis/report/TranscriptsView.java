package dev.dramatis.report;

import gg.jte.Content;
import java.util.List;

/**
 * The reader of transcripts.
 *
 * @param held what the page holds, as a sentence
 */
public record TranscriptsView(String held, int drawnPerArm, int chosenPerEnd, List<Data> suites) {
  public TranscriptsView {
    suites = List.copyOf(suites);
  }

  /** The transcripts of one suite, as JSON. */
  public record Data(int index, String id, Content json) {}
}
