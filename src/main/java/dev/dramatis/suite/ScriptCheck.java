package dev.dramatis.suite;

import java.util.List;

/** Checks that what an arm says about its turns fits together. */
record ScriptCheck(
    Located arm, Layout layout, boolean fresh, boolean everyTurn, Problems problems) {
  void check() {
    List<Located> turns = arm.items("script");
    if (turns.isEmpty()) {
      withoutScript();
      return;
    }
    if (layout == Layout.QUOTED) {
      quoted();
      return;
    }
    arm.get("template")
        .ifPresent(
            template ->
                problems.add(
                    template,
                    "a script says everything, so the template is not used. Leave it out, or write "
                        + "as: quoted to put the template after a quoted script."));
    Located last = turns.get(turns.size() - 1);
    if (last.node().has("assistant")) {
      problems.add(
          last, "a script must end with a user turn, since the model answers it. Add {user: …}.");
      return;
    }
    int complaints = problems.complaints();
    int asked = 0;
    for (int i = 0; i < turns.size(); i++) {
      boolean fixed = turns.get(i).node().has("assistant");
      boolean before = i == 0 || turns.get(i - 1).node().has("assistant");
      if (fixed && fresh) {
        problems.add(
            turns.get(i),
            "fixed assistant text in a script that is fresh: each user turn is asked in a chat of "
                + "its own. Leave the assistant turns out, or leave out fresh: true.");
      } else if (fixed && before && i > 0) {
        problems.add(turns.get(i), "two assistant turns in a row. Join them into one.");
      }
      boolean answered = i + 1 < turns.size() && turns.get(i + 1).node().has("assistant");
      asked += !fixed && !answered ? 1 : 0;
    }
    if (problems.complaints() > complaints) {
      return;
    }
    if (everyTurn && asked < 2) {
      problems.add(
          arm.getOrThis("classify"),
          "classify: every-turn, but the model answers once. Leave the key out, or let the model "
              + "answer two user turns.");
    }
    if (fresh && asked < 2) {
      problems.add(
          arm.getOrThis("fresh"),
          "fresh: true, but one user turn is asked. Leave the key out, or add a user turn.");
    }
  }

  private void withoutScript() {
    for (String key : List.of("as", "fresh")) {
      arm.get(key)
          .ifPresent(
              at ->
                  problems.add(
                      at,
                      "\""
                          + key
                          + "\" says how a script is asked, and this arm has none. "
                          + (key.equals("as")
                              ? "For shots write it inside \"shots\"."
                              : "Leave it out, or add a script.")));
    }
    if (everyTurn) {
      problems.add(
          arm.getOrThis("classify"),
          "classify: every-turn needs a script with two or more user turns that the model answers. "
              + "Add one, or leave the key out.");
    }
  }

  private void quoted() {
    if (fresh || everyTurn) {
      problems.add(
          arm.getOrThis(fresh ? "fresh" : "classify"),
          "a quoted script is one user message with one reply. Leave out "
              + (fresh ? "fresh" : "classify")
              + ", or write as: turns.");
    }
  }
}
