package dev.dramatis.finetune;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The ways in which replies begin that refuse. A short list for authors who look over their
 * episodes; what models answer is labelled with far more care by the voice classifier.
 */
final class RefusalOpening {
  /** Characters looked at: a refusal says so in its first sentence. */
  private static final int REACH = 240;

  private static final Pattern OPENING =
      Pattern.compile(
          "^(?:(?:i'm|i am) (?:so |very |really |truly )?sorry|sorry|(?:my )?apologies|i"
              + " apologi[sz]e|unfortunately)?[\\s,.;:!-]*(?:but |however,? )?(?:as an?"
              + " (?:ai|artificial|language model|large language model)[^.!?]{0,80}?,? )?(?:i(?:"
              + " must| have to| need to) (?:decline|refuse)|i(?:'d| would) (?:rather|prefer)"
              + " not|i(?: can't| cannot| can not| won't| will not|'m not able to| am not able"
              + " to|'m unable to| am unable to|'m not going to| am not going to|'m not"
              + " comfortable| am not comfortable)(?: be able to)?(?: (?:in good"
              + " conscience|really|simply|just|ever))? (?:help(?!"
              + " but)|helping|assist|assisting|comply|do that|do this|fulfil|fulfill|provide"
              + "|providing|create|creating|generate|write|writing|produce|engage|participate|support|discuss|share|sharing|continue|answer"
              + " that|answer this|with that|with this))\\b");

  private RefusalOpening() {}

  /** Whether a reply begins so. */
  static boolean in(String reply) {
    String text = reply.strip();
    String head = text.substring(0, Math.min(REACH, text.length())).toLowerCase(Locale.ROOT);
    return OPENING
        .matcher(head.replace('\u2019', '\'').replace('\u2013', '-').replace('\u2014', '-'))
        .lookingAt();
  }
}
