package dev.dramatis.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.classify.Classification.Unusable;
import dev.dramatis.run.Transcript;
import java.util.Map;
import java.util.TreeMap;

/**
 * A transcript as JSON that may stand inside a script element: nothing in it can end the element,
 * and all that is unseen in its texts is made visible. The page's script reads it.
 */
final class TranscriptJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TranscriptJson() {}

  static String of(Transcript transcript, boolean drawn, boolean chosen) {
    ObjectNode node = JSON.createObjectNode();
    node.put("trial", Visible.line(transcript.trial()));
    node.put("arm", Visible.line(transcript.arm()));
    node.put("probe", Visible.line(transcript.probe()));
    node.put("repeat", transcript.repeat() + 1);
    node.put("shown", transcript.shown());
    node.put("raw", transcript.raw());
    node.put("failure", Visible.line(transcript.failure()));
    node.put("drawn", drawn);
    node.put("chosen", chosen);
    ArrayNode turns = node.putArray("turns");
    for (Transcript.Turn turn : transcript.turns()) {
      ObjectNode spoken = turns.addObject();
      spoken.put("user", Visible.text(turn.user()));
      spoken.put("prefill", Visible.text(turn.prefill()));
      spoken.put("reply", Visible.text(turn.reply()));
      ArrayNode calls = spoken.putArray("calls");
      turn.calls().forEach(call -> calls.add(Visible.text(call)));
      spoken.put("outcome", Visible.line(turn.outcome()));
      spoken.put("finish", Visible.line(turn.finishReason()));
      ArrayNode labels = spoken.putArray("labels");
      for (Map.Entry<String, Classification> entry : new TreeMap<>(turn.labels()).entrySet()) {
        label(labels.addObject(), entry.getKey(), entry.getValue());
      }
    }
    return ScriptText.of(node);
  }

  private static void label(ObjectNode node, String classifier, Classification classification) {
    node.put("by", Visible.line(classifier));
    if (classification instanceof Labelled labelled) {
      node.put("label", Visible.line(labelled.label()));
      StringBuilder detail = new StringBuilder();
      labelled.subtype().ifPresent(subtype -> detail.append(subtype));
      labelled
          .score()
          .ifPresent(
              score ->
                  detail
                      .append(detail.length() > 0 ? ", " : "")
                      .append("score ")
                      .append(Numbers.plain(score)));
      node.put("detail", Visible.line(detail.toString()));
      node.put("evidence", Visible.line(labelled.evidence()));
    } else if (classification instanceof Abstained abstained) {
      node.put("label", "(abstained)").put("detail", "");
      node.put("evidence", Visible.line(abstained.reason()));
    } else if (classification instanceof Unusable unusable) {
      node.put("label", "(unusable)").put("detail", "");
      node.put("evidence", Visible.line(unusable.reason()));
    }
  }

  /** How much text of a transcript a page would show. */
  static long characters(Transcript transcript) {
    long characters = 0;
    for (Transcript.Turn turn : transcript.turns()) {
      characters += Math.min(turn.user().length(), Visible.MOST_OF_A_MESSAGE);
      characters += Math.min(turn.reply().length(), Visible.MOST_OF_A_MESSAGE);
      for (String call : turn.calls()) {
        characters += Math.min(call.length(), Visible.MOST_OF_A_MESSAGE);
      }
    }
    return characters;
  }
}
