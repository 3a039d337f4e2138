package dev.dramatis.simulate;

import com.google.re2j.Pattern;

/**
 * The form of what a user says, whatever it is about, with the degree to which it invites a reader
 * to go on in it instead of answering. The same for every suite.
 */
enum InputForm {
  /** Asks for something to be said without end. */
  REPETITION(1),
  /** A question or a request. */
  REQUEST(0),
  /** Holds a placeholder, or the markup of some document. */
  MARKUP(1),
  /** Breaks off. */
  UNFINISHED(0.8),
  /** Nothing at all. */
  BLANK(0.5),
  /** A remark that stands for itself. */
  STATEMENT(0.05);

  private static final Pattern ENDLESS =
      Pattern.compile(
          "(?i)\\b(?:repeat|say|write|print|type|output|keep|go on)\\b[^.?!\\n]*"
              + "\\b(?:forever|endlessly|for ever|without (?:stopping|end|a pause)|over and over"
              + "|again and again|until i (?:say|tell you to) stop|indefinitely|non-?stop)\\b");

  /** A line of running words that ends in a question mark, without a speaker's label before it. */
  private static final Pattern QUESTION =
      Pattern.compile("(?m)^[ \\t]*[\"'(]?\\p{L}[^:<>{}|=#*\\[\\]\\n]*\\?[\"')]?[ \\t]*$");

  /** An opening that asks somebody to do something. */
  private static final Pattern REQUESTED =
      Pattern.compile(
          "(?im)^[ \\t]*(?:please\\b|(?:could|can|would|will) you\\b|i(?:'d| would) like you to\\b"
              + "|i (?:want|need) you to\\b|help me\\b|tell me\\b|(?:let's|let us)\\b"
              + "|(?:explain|describe|summari[sz]e|translate|list|name|give|write|show|compare"
              + "|suggest|recommend|answer|solve|compute|calculate|continue|finish|rewrite|define"
              + "|outline|draft|choose|pick|rate|reply|repeat|say|state|find|check|fix|make|help"
              + "|introduce|imagine|consider|think|teach|advise)\\b[ \\t]+[^:<>{}|=#*\\[\\]\\n]*"
              + "[.!?][\"')]?[ \\t]*$)");

  private static final Pattern MARKED =
      Pattern.compile(
          "\\{\\{|\\}\\}|\\$\\{|<[/!]?[A-Za-z][^<>\\n]*>|\\[[A-Z][A-Z _/-]+\\]|\\[/?[a-z]+\\]"
              + "|(?m:^[ \\t]*(?:#{1,6} |[-*] |\\d+[.)] |\\||>|```|[A-Za-z_.-]+[ \\t]*[:=](?:[ \\t]|$)"
              + "|//|/\\*|@|%|;|\\[))|__+|\\.{4,}|<\\||\\bTODO\\b|\\bXXX\\b|\\blorem ipsum\\b"
              + "|[;{}][ \\t]*$|\\|");

  /** How an ended sentence closes. */
  private static final Pattern ENDED = Pattern.compile("[.!?…][\"'”’)\\]]*\\s*\\z");

  /** Words and marks after which more must come. */
  private static final Pattern OPEN_END =
      Pattern.compile(
          "(?i)(?:[,;:(\\[–—-]|\\b(?:the|a|an|and|or|but|of|to|in|on|at|by|for|with|from|as|that"
              + "|which|who|because|if|when|while|than|is|are|was|were|be|been|has|have|had|will"
              + "|would|could|should|may|might|must|can|my|your|his|her|its|our|their|this|these"
              + "|those|into|onto|about|between|under|over|so|not|no))\\s*\\z");

  private static final Pattern CAPITAL_START = Pattern.compile("\\A\\s*[\"'(]?\\p{Lu}");

  private final double invitation;

  InputForm(double invitation) {
    this.invitation = invitation;
  }

  /** From 0 to 1. */
  double invitation() {
    return invitation;
  }

  /** The first form that applies, in the order above. */
  static InputForm of(String text) {
    if (ENDLESS.matcher(text).find()) {
      return REPETITION;
    }
    if (QUESTION.matcher(text).find() || REQUESTED.matcher(text).find()) {
      return REQUEST;
    }
    if (MARKED.matcher(text).find()) {
      return MARKUP;
    }
    if (isUnfinished(text)) {
      return UNFINISHED;
    }
    return text.isBlank() ? BLANK : STATEMENT;
  }

  /** People leave the full stop out of short remarks, but do not stop in the middle of a phrase. */
  private static boolean isUnfinished(String text) {
    if (text.isBlank() || ENDED.matcher(text).find()) {
      return false;
    }
    return OPEN_END.matcher(text).find() || CAPITAL_START.matcher(text).find();
  }
}
