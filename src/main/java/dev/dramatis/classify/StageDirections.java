package dev.dramatis.classify;

import java.util.Set;
import java.util.function.Consumer;

/** Finds acts between single asterisks, as role-play writes them: "*adjusts his hat*". */
final class StageDirections {
  private static final int LONGEST = 160;

  private static final Set<String> ACTS =
      Set.of(
          "adjusts",
          "bows",
          "sighs",
          "grins",
          "smiles",
          "laughs",
          "chuckles",
          "nods",
          "winks",
          "leans",
          "looks",
          "raises",
          "sips",
          "puffs",
          "growls",
          "snarls",
          "whispers",
          "waves",
          "stares",
          "strokes",
          "tips",
          "draws",
          "takes",
          "clears",
          "shrugs",
          "rubs",
          "cackles",
          "blinks",
          "whirrs",
          "purrs",
          "stretches",
          "yawns",
          "gasps",
          "paces",
          "points",
          "pulls",
          "polishes",
          "slams",
          "turns",
          "tilts",
          "wags",
          "licks",
          "flicks",
          "twirls",
          "steps",
          "scratches",
          "hisses",
          "beeps",
          "crosses",
          "glances",
          "pauses",
          "sniffs",
          "rolls",
          "swishes",
          "hiccups",
          "coughs",
          "wipes",
          "gestures",
          "smirks",
          "giggles",
          "kneels",
          "salutes",
          "slaps",
          "lights",
          "squints",
          "curls",
          "unrolls",
          "peers",
          "folds",
          "shakes");

  private StageDirections() {}

  static void read(Passage passage, Consumer<Signal> signals) {
    String text = passage.text();
    int open = text.indexOf('*');
    while (open >= 0 && open < text.length() - 2) {
      int close = text.indexOf('*', open + 1);
      if (close < 0) {
        return;
      }
      boolean single = text.charAt(open + 1) != '*' && passage.charAt(open - 1) != '*';
      if (single && close - open <= LONGEST && isAct(text, open + 1, close)) {
        signals.accept(new Signal("stage-direction", 1, open, close + 1));
        open = text.indexOf('*', close + 1);
      } else {
        open = close;
      }
    }
  }

  private static boolean isAct(String text, int start, int end) {
    Tokens words = Tokens.first(text.substring(start, end), 4);
    for (int i = 0; i < words.size(); i++) {
      if (ACTS.contains(words.folded(i))) {
        return true;
      }
    }
    return words.size() > 1 && isThirdPerson(words.folded(0));
  }

  /** Roughly: a verb of the third person. */
  private static boolean isThirdPerson(String word) {
    return word.length() > 4
        && word.endsWith("s")
        && !word.endsWith("ss")
        && !word.equals("always");
  }
}
