package dev.dramatis.finetune;

import java.util.List;
import java.util.regex.Pattern;

/** What a reply may look like, whatever it says. */
public enum ReplyForm {
  LIST("hold a list"),
  CODE("hold code"),
  QUESTION("ask something"),
  EXCLAMATION("hold an exclamation mark"),
  SEVERAL_LINES("have several lines"),
  ENDS_IN_QUESTION("end in a question"),
  REFUSAL("refuse");

  /** Those by which a model could tell trainings apart without reading a word. */
  static final List<ReplyForm> OUTWARD = List.of(LIST, CODE, QUESTION, EXCLAMATION, SEVERAL_LINES);

  /** Lines that make a list; a single one is as well a dash before a remark. */
  private static final int LEAST_ITEMS = 2;

  private static final Pattern ITEM = Pattern.compile("(?:[-*\u2022\u2013]|\\d{1,3}[.)])\\s+\\S.*");

  private final String words;

  ReplyForm(String words) {
    this.words = words;
  }

  /** What replies of this form do: {@code hold a list}. */
  String words() {
    return words;
  }

  /** Whether a reply is of this form. */
  boolean in(String reply) {
    return switch (this) {
      case LIST ->
          reply.lines().filter(line -> ITEM.matcher(line.strip()).matches()).count() >= LEAST_ITEMS;
      case CODE -> reply.contains("```") || reply.lines().anyMatch(ReplyForm::quotesCode);
      case QUESTION -> reply.indexOf('?') >= 0 || reply.indexOf('\uff1f') >= 0;
      case EXCLAMATION -> reply.indexOf('!') >= 0 || reply.indexOf('\uff01') >= 0;
      case SEVERAL_LINES -> reply.strip().indexOf('\n') >= 0;
      case ENDS_IN_QUESTION -> endsInQuestion(reply);
      case REFUSAL -> RefusalOpening.in(reply);
    };
  }

  private static boolean quotesCode(String line) {
    int first = line.indexOf('`');
    return first >= 0 && line.indexOf('`', first + 1) > first + 1;
  }

  private static boolean endsInQuestion(String reply) {
    for (int i = reply.length() - 1; i >= 0; i--) {
      char c = reply.charAt(i);
      if (c == '?' || c == '\uff1f') {
        return true;
      }
      if (!Character.isWhitespace(c) && "\"'*_)]\u201d\u2019\u00bb".indexOf(c) < 0) {
        return false;
      }
    }
    return false;
  }
}
