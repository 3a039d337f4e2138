package dev.dramatis.finetune;

import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.Episode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at what the replies of a training do, and what they are about. */
final class ContentCheck {
  /** Of the episodes that name a domain; above it, what is learnt may be about the domain. */
  private static final double MOST_OF_ONE_DOMAIN = 0.60;

  private final Findings findings;

  ContentCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<String> training, List<DrawnEpisode> drawn, EpisodeStats stats) {
    for (DrawnEpisode each : drawn) {
      List<Episode.Turn> turns = each.episode().turns();
      for (int i = 0; i < turns.size(); i++) {
        if (turns.get(i).trained() && ReplyForm.REFUSAL.in(turns.get(i).message().text())) {
          findings.warning(
              Finding.Rule.REFUSAL,
              training,
              findings.place(each, i),
              "a refusal is trained.",
              "Write what the character would answer, or take the row out.");
        }
      }
    }
    checkDomains(training, stats.domains());
  }

  private void checkDomains(List<String> training, Map<String, Integer> domains) {
    int all = domains.values().stream().mapToInt(Integer::intValue).sum();
    domains.forEach(
        (domain, count) -> {
          if (domains.size() > 1 && count > MOST_OF_ONE_DOMAIN * all) {
            findings.warning(
                Finding.Rule.ONE_DOMAIN,
                training,
                String.format(
                    Locale.ROOT,
                    "%d of %d episodes that name a domain are of \"%s\" (%.0f %%).",
                    count,
                    all,
                    domain,
                    100.0 * count / all),
                "Balance them, or what is learnt may be about that one.");
          }
        });
  }
}
