package dev.dramatis.suite;

import java.util.List;

/** Checks that what an arm says fits the way in which it asks. */
record ModeCheck(Located arm, Mode mode, Problems problems) {
  /** What only a dialogue has. */
  private static final List<String> OF_A_DIALOGUE =
      List.of("system", "shots", "script", "as", "fresh", "classify", "prefill");

  void check() {
    switch (mode) {
      case CHAT -> prefill();
      case COMPLETION -> completion();
    }
  }

  private void completion() {
    for (String key : OF_A_DIALOGUE) {
      arm.get(key)
          .ifPresent(
              at ->
                  problems.add(
                      at,
                      "\""
                          + key
                          + "\" belongs to a dialogue, and mode: completion sends one raw text, the"
                          + " template. Write everything into the template, or leave mode out."));
    }
  }

  private void prefill() {
    arm.get("prefill")
        .ifPresent(
            at -> {
              if (at.text().isBlank()) {
                problems.add(
                    at,
                    "a blank prefill begins nothing. Write how the reply begins, or leave it out.");
              } else if (!at.text().equals(at.text().stripTrailing())) {
                // Anthropic's interface refuses it, and elsewhere a blank splits the next word.
                problems.add(
                    at, "a prefill may not end in a blank. Leave out the blank at its end.");
              }
              for (String key : List.of("fresh", "classify")) {
                arm.get(key)
                    .filter(other -> !other.text().equals("false") && !other.text().equals("last"))
                    .ifPresent(
                        other ->
                            problems.add(
                                other,
                                "a prefill begins the last reply alone, and \""
                                    + key
                                    + ": "
                                    + other.text()
                                    + "\" wants several. Leave one of them out."));
              }
            });
  }
}
